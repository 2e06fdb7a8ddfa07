package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.rest.DoorFrame;
import io.cloakpool.identitypool.rest.PoolOrigins;
import io.cloakpool.identitypool.rest.RequestHead;
import io.cloakpool.identitypool.rest.SignedClients;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** {@code /realms/{realm}/sts}. */
public final class StsResource {
    private final KeycloakSession session;
    private final String requestId;
    private final Engine engine;
    private final DoorFrame frame;

    StsResource(KeycloakSession session, Engine engine, String requestId) {
        this.session = session;
        this.requestId = requestId;
        this.engine = engine;
        this.frame = new DoorFrame(session, new PoolOrigins(session, engine.pools()), requestId);
    }

    /** All actions; with and without a trailing slash. */
    @POST
    @Path("{slash:/?}")
    public Response call() {
        return frame.serve((reason, message) -> StsDoor.error(StsErrors.of(reason), message, requestId), () -> {
            StsDoor.Answer answer =
                    door().answer(RequestHead.of(session.getContext().getHttpRequest()), FormBytes.ofCurrentRequest());
            return new DoorFrame.Outcome(answer.reply(), answer.pool(), answer.done());
        });
    }

    /** Pre-flight of browsers. */
    @OPTIONS
    @Path("{slash:/?}")
    public Response preflight() {
        return frame.preflight("POST, OPTIONS");
    }

    private StsDoor door() {
        SignedClients clients = new SignedClients(session, engine.clients());
        RealmCallers callers = new RealmCallers(engine.pools().realm().accountId(), engine.sessions(), clients);
        return new StsDoor(
                List.of(
                        new AssumeRoleWithWebIdentity(engine.exchange()),
                        new AssumeRoleWithSaml(engine.exchange()),
                        new AssumeRole(holders(clients), engine.chaining(), engine.decisions()),
                        new GetCallerIdentity(callers, engine.decisions())),
                requestId);
    }

    private AssumeRole.Holders holders(SignedClients clients) {
        return (head, claim, body, wish, attempt) ->
                engine.assumptions().require(clients.ofHolder(head, claim, body), wish, attempt);
    }
}
