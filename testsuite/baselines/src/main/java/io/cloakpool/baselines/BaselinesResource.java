package io.cloakpool.baselines;

import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/** One method per baseline. Written as an author of an extension would, without tricks either way. */
@Produces(MediaType.APPLICATION_JSON)
public final class BaselinesResource {
    private final KeycloakSession session;
    private final Seal seal;

    BaselinesResource(KeycloakSession session, Seal seal) {
        this.session = session;
        this.seal = seal;
    }

    /** The cheapest answer that Keycloak can give. */
    @GET
    @Path("plain")
    public Map<String, String> plain() {
        return Map.of("answer", "plain");
    }

    /** JSON in, the same JSON out. */
    @POST
    @Path("echo")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> echo(Map<String, Object> body) {
        return body;
    }

    /** Credentials' cryptography without any token: JSON in, HMAC twice, AES-GCM, JSON out. */
    @POST
    @Path("seal")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, String> seal(Map<String, Object> body) {
        return seal.of(body.toString());
    }

    /** A resource behind an access token, as Keycloak checks it: signature, user, session, not-before. */
    @GET
    @Path("bearer")
    public Map<String, String> bearer() {
        return Map.of("subject", authenticated().user().getId());
    }

    /** The same, and one row of the database by its primary key. */
    @GET
    @Path("bearer-read")
    public Map<String, String> bearerRead(@QueryParam("key") String key) {
        String subject = authenticated().user().getId();
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        RowEntity row = database.find(RowEntity.class, key);
        if (row == null) {
            throw new NotFoundException("no such row");
        }
        return Map.of("subject", subject, "content", row.content);
    }

    private AuthenticationManager.AuthResult authenticated() {
        AuthenticationManager.AuthResult found = new AppAuthManager.BearerTokenAuthenticator(session).authenticate();
        if (found == null) {
            throw new NotAuthorizedException("Bearer");
        }
        return found;
    }
}
