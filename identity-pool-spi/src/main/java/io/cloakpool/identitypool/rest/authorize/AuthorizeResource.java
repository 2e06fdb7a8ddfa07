package io.cloakpool.identitypool.rest.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.BodyTooLargeException;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.RequestHead;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * {@code /realms/{realm}/identity-pools/authorize/{gateway}}. Some gateways keep the client's method and append its path here: both
 * are ignored, since neither arrives as it was signed.
 */
public final class AuthorizeResource {
    private static final String IGNORED = "{ignored:.*}";

    private final KeycloakSession session;
    private final Engine engine;
    private final DoorFrame frame;
    private final String gateway;

    public AuthorizeResource(KeycloakSession session, Engine engine, DoorFrame frame, String gateway) {
        this.session = session;
        this.engine = engine;
        this.frame = frame;
        this.gateway = gateway;
    }

    @GET
    @Path(IGNORED)
    public Response get() {
        return decide(null);
    }

    @HEAD
    @Path(IGNORED)
    public Response head() {
        return decide(null);
    }

    @DELETE
    @Path(IGNORED)
    public Response delete() {
        return decide(null);
    }

    @POST
    @Path(IGNORED)
    public Response post(InputStream body) {
        return decide(body);
    }

    @PUT
    @Path(IGNORED)
    public Response put(InputStream body) {
        return decide(body);
    }

    @PATCH
    @Path(IGNORED)
    public Response patch(InputStream body) {
        return decide(body);
    }

    private Response decide(@Nullable InputStream body) {
        return frame.serve(AuthorizeDoor::refused, () -> {
            Headers headers =
                    RequestHead.of(session.getContext().getHttpRequest()).headers();
            return new DoorFrame.Outcome(
                    new AuthorizeDoor(engine.gateways()).answer(gateway, headers, () -> read(body)),
                    Optional.empty(),
                    true);
        });
    }

    private static Optional<byte[]> read(@Nullable InputStream body) {
        try {
            byte[] bytes = RequestBody.read(body, BodyLimits.MULTI_DELETE);
            return Optional.of(bytes).filter(b -> b.length > 0);
        } catch (BodyTooLargeException e) {
            throw new Refused(Reason.INVALID_PARAMETER, String.valueOf(e.getMessage()), e);
        }
    }
}
