package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.QueryInputException;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.query.XmlOutput;
import io.cloakpool.aws.query.XmlOutput.Fault;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.BodyTooLargeException;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.Refused;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The security token service: from a request to an answer. Faults of this server are left to the caller. */
final class StsDoor {
    static final String CONTENT_TYPE = "text/xml";

    private static final String VERSION = "2011-06-15";
    private static final XmlOutput XML = new XmlOutput("https://sts.amazonaws.com/doc/" + VERSION + "/");

    /** Actions of STS that this version does not have. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "AssumeRoot", "DecodeAuthorizationMessage", "GetAccessKeyInfo", "GetFederationToken", "GetSessionToken");

    private final Map<String, StsOperation> operations;
    private final String requestId;

    StsDoor(Collection<StsOperation> operations, String requestId) {
        this.operations =
                operations.stream().collect(Collectors.toUnmodifiableMap(StsOperation::action, Function.identity()));
        this.requestId = requestId;
    }

    /**
     * An answer.
     *
     * @param pool the pool that the request was about, where that became known
     * @param done whether it is one of success
     */
    record Answer(Reply reply, Optional<PoolId> pool, boolean done) {}

    /** Answers a request; refusals are answers too. */
    Answer answer(RawRequest head, @Nullable InputStream body) {
        LocatedPool located = new LocatedPool();
        try {
            byte[] bytes = RequestBody.read(body, BodyLimits.STS);
            QueryInput input = QueryInput.parse(bytes);
            String action = input.action();
            StsOperation operation = operations.get(action);
            if (operation == null) {
                return refused(new WireError(400, "InvalidAction"), unknown(action), located);
            }
            input.requireVersion(VERSION);
            XmlFields result = operation.run(input, head, bytes, located);
            Reply reply = Reply.of(200, CONTENT_TYPE, XML.result(action, result, requestId));
            return new Answer(reply, located.get(), true);
        } catch (BodyTooLargeException e) {
            return refused(new WireError(413, "RequestEntityTooLarge"), e.getMessage(), located);
        } catch (QueryInputException e) {
            return refused(new WireError(400, e.kind().code()), String.valueOf(e.getMessage()), located);
        } catch (Refused e) {
            return refused(StsErrors.of(e.reason()), e.getMessage(), located);
        }
    }

    /** A refusal in the form of this API. */
    static Reply error(WireError error, String message, String requestId) {
        Fault fault = error.status() >= 500 ? Fault.RECEIVER : Fault.SENDER;
        return Reply.of(error.status(), CONTENT_TYPE, XML.error(fault, error.code(), message, requestId));
    }

    private Answer refused(WireError error, String message, LocatedPool located) {
        return new Answer(error(error, message, requestId), located.get(), false);
    }

    private static String unknown(String action) {
        return UNSUPPORTED.contains(action)
                ? action + " is not supported by this version"
                : "Could not find operation for version " + VERSION;
    }
}
