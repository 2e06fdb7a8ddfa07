package io.cloakpool.identitypool.rest.credentials;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.exchange.BearerLogin;
import io.cloakpool.identitypool.exchange.ExchangedCredentials;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.BodyTooLargeException;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.rest.DoorFrame.Outcome;
import io.cloakpool.identitypool.rest.Origins;
import io.cloakpool.identitypool.rest.PoolOrigins;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.rest.authorize.AuthorizeResource;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/identity-pools}. */
public final class IdentityPoolsResource {
    private static final String CREDENTIALS = "{poolId}/credentials{slash:/?}";

    private final KeycloakSession session;
    private final Engine engine;
    private final DoorFrame frame;
    private final String requestId;

    IdentityPoolsResource(KeycloakSession session, Engine engine, String requestId) {
        this.session = session;
        this.engine = engine;
        this.requestId = requestId;
        this.frame = new DoorFrame(session, new PoolOrigins(session, engine.pools()), requestId);
    }

    /** Credentials for the bearer of an access token. */
    @GET
    @Path(CREDENTIALS)
    public Response credentials(@PathParam("poolId") String poolId) {
        return serve(poolId, () -> Narrowing.NONE);
    }

    /** The same, narrowed by the body. */
    @POST
    @Path(CREDENTIALS)
    public Response narrowedCredentials(@PathParam("poolId") String poolId, InputStream body) {
        return serve(poolId, () -> CredentialsRequest.read(RequestBody.read(body, BodyLimits.DEFAULT)));
    }

    /** Pre-flight of browsers. */
    @OPTIONS
    @Path(CREDENTIALS)
    public Response preflight() {
        return frame.preflight("GET, POST, OPTIONS");
    }

    /** Decisions about signed requests, for gateways. */
    @Path("authorize/{gateway}")
    public AuthorizeResource authorize(@PathParam("gateway") String gateway) {
        // A gateway may pass on its client's Origin, but its own answer is read by no page.
        return new AuthorizeResource(session, engine, new DoorFrame(session, Origins.NONE, requestId), gateway);
    }

    private Response serve(String poolId, Supplier<Narrowing> narrowing) {
        Optional<PoolId> pool = PoolId.parse(poolId);
        return frame.serve(this::error, () -> {
            try {
                return new Outcome(reply(pool, narrowing.get()), pool, true);
            } catch (Refused e) {
                return new Outcome(error(e.reason(), e.getMessage()), pool, false);
            } catch (BodyTooLargeException e) {
                return new Outcome(error(new WireError(413, "invalid_request"), e.getMessage()), pool, false);
            }
        });
    }

    private Reply reply(Optional<PoolId> pool, Narrowing narrowing) {
        PoolRealm realm = engine.pools().realm();
        BearerLogin login = new BearerTokens(session)
                .authenticate(realm.providerId())
                .orElseThrow(() -> new Refused(Reason.LOGIN_INVALID, "The access token is missing or not valid"));
        PoolId id = pool.orElseThrow(() -> new Refused(Reason.POOL_NOT_FOUND, "There is no such identity pool"));
        ExchangedCredentials exchanged = engine.exchange().credentialsForBearer(id, login, narrowing);
        return CredentialsReply.of(exchanged, realm.accountId());
    }

    private Reply error(Reason reason, String message) {
        return error(BearerErrors.of(reason), message);
    }

    private Reply error(WireError error, String message) {
        return CredentialsReply.error(
                error, message, session.getContext().getRealm().getName());
    }
}
