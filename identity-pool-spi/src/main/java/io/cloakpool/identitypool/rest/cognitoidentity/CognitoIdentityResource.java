package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.exchange.LoginKeys;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.rest.PoolOrigins;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestHead;
import io.cloakpool.identitypool.rest.SignedClients;
import io.cloakpool.identitypool.spi.Reason;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/cognito-identity}. */
public final class CognitoIdentityResource {
    private static final String METHODS = "GET, POST, OPTIONS";

    private final KeycloakSession session;
    private final Engine engine;
    private final String requestId;
    private final DoorFrame frame;

    CognitoIdentityResource(KeycloakSession session, Engine engine, String requestId) {
        this.session = session;
        this.engine = engine;
        this.requestId = requestId;
        this.frame = new DoorFrame(session, new PoolOrigins(session, engine.pools()), requestId);
    }

    /** All operations; with and without a trailing slash, since SDKs send both. */
    @POST
    @Path("{slash:/?}")
    public Response call(InputStream body) {
        return frame.serve(CognitoIdentityResource::error, () -> {
            CognitoIdentityDoor.Answer answer =
                    door().answer(RequestHead.of(session.getContext().getHttpRequest()), body);
            return new DoorFrame.Outcome(answer.reply(), answer.pool(), answer.done());
        });
    }

    /** Pre-flight of browsers. */
    @OPTIONS
    @Path("{any:.*}")
    public Response preflight() {
        return frame.preflight(METHODS);
    }

    /** Discovery document of the pools' token issuer. */
    @GET
    @Path(DiscoveryDocuments.CONFIGURATION_PATH)
    public Response configuration() {
        return document(
                () -> DiscoveryDocuments.configuration(engine.pools().realm().poolIssuer()));
    }

    /** Keys of the pools' token issuer. */
    @GET
    @Path(DiscoveryDocuments.JWKS_PATH)
    public Response jwks() {
        return document(() -> DiscoveryDocuments.jwks(engine.keys().published()));
    }

    /** The same keys, where a verifier guesses them beside the API. */
    @GET
    @Path("jwks")
    public Response shortJwks() {
        return jwks();
    }

    private Response document(Supplier<Reply> document) {
        return frame.serve(
                CognitoIdentityResource::error, () -> new DoorFrame.Outcome(document.get(), Optional.empty(), true));
    }

    private CognitoIdentityDoor door() {
        Operations operations =
                new Operations(new IdentityOperations(engine.exchange()).all(), this::operationsOfAdministrators);
        return new CognitoIdentityDoor(
                operations, (operation, head, body) -> administrators().require(operation, head, body));
    }

    private List<Operation<?>> operationsOfAdministrators() {
        PoolRealm realm = engine.pools().realm();
        ProviderNames names = engine.providerNames();
        return Stream.of(
                        new PoolOperations(engine.administration(), names).all(),
                        new RoleOperations(engine.administration(), realm, names).all(),
                        new PrincipalTagOperations(engine.administration(), names).all(),
                        new StoredIdentityOperations(engine.administration(), new LoginKeys(names)).all(),
                        new DeveloperOperations(engine.exchange(), engine.developerUsers()).all(),
                        new TagOperations(engine.administration(), realm).all())
                .flatMap(List::stream)
                .toList();
    }

    private Administrators administrators() {
        return new RealmAdministrators(
                new BearerAdministrators(session, requestId),
                new SignedAdministrators(
                        session,
                        new SignedClients(session, engine.clients()),
                        engine.pools(),
                        engine.administrators(),
                        requestId),
                engine.decisions());
    }

    private static Reply error(Reason reason, String message) {
        return CognitoIdentityDoor.error(CognitoErrors.of(reason), message);
    }
}
