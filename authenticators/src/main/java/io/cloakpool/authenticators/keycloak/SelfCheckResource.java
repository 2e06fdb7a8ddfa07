package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Tells what is miswired in a realm. */
public final class SelfCheckResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    /** @param findings one line each; none where all is well */
    public record Answer(List<String> findings) {}

    SelfCheckResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    /** For whoever may view the realm. */
    @GET
    @Path("check")
    @Produces(MediaType.APPLICATION_JSON)
    public Answer check() {
        auth.realm().requireViewRealm();
        return new Answer(Wiring.findings(session, realm));
    }
}
