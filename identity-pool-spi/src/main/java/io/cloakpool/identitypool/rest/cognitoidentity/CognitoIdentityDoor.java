package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.BodyTooLargeException;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.Refused;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The identity-pool API: from a request to an answer. Faults of this server are left to the caller. */
final class CognitoIdentityDoor {
    static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private static final byte[] LOGINS = "\"Logins\"".getBytes(StandardCharsets.US_ASCII);

    /**
     * An answer.
     *
     * @param pool the pool that the request was about, where that became known
     * @param done whether what was written may be kept
     */
    record Answer(Reply reply, Optional<PoolId> pool, boolean done) {}

    private final Operations operations;
    private final Administrators administrators;

    CognitoIdentityDoor(Operations operations, Administrators administrators) {
        this.operations = operations;
        this.administrators = administrators;
    }

    /** Answers a request; refusals are answers too. */
    Answer answer(RawRequest head, @Nullable InputStream body) {
        Headers headers = head.headers();
        Optional<Operation<?>> operation =
                operations.target(headers.first("X-Amz-Target").orElse(null));
        if (operation.isEmpty()) {
            return refused(new WireError(400, "UnknownOperationException"), "Unknown operation", null);
        }
        return run(operation.get(), head, body);
    }

    /** A refusal in the form of this API. */
    static Reply error(WireError error, String message) {
        return Reply.of(error.status(), CONTENT_TYPE, JsonOutput.error(error.code(), message))
                .with("x-amzn-errortype", error.code());
    }

    private Answer run(Operation<?> operation, RawRequest head, @Nullable InputStream body) {
        @Nullable Call call = null;
        try {
            byte[] bytes = RequestBody.read(body, BodyLimits.COGNITO_IDENTITY);
            if (operation.access() == Access.ANYBODY
                    && bytes.length > BodyLimits.COGNITO_IDENTITY_WITHOUT_LOGINS
                    && !contains(bytes, LOGINS)) {
                throw new BodyTooLargeException(BodyLimits.COGNITO_IDENTITY_WITHOUT_LOGINS);
            }
            Optional<Administrator> administrator = operation.access() == Access.ANYBODY
                    ? Optional.empty()
                    : Optional.of(administrators.require(operation, head, bytes));
            call = new Call(head.headers().first(Call.GUEST_SECRET).orElse(null), administrator);
            JsonOutput output = operation.run(JsonInput.parse(bytes), call);
            Reply reply = Reply.of(200, CONTENT_TYPE, output.toBytes()).with(call.answerHeaders());
            return new Answer(reply, call.pool(), true);
        } catch (BodyTooLargeException e) {
            return refused(new WireError(413, "RequestEntityTooLargeException"), e.getMessage(), call);
        } catch (JsonInputException e) {
            return refused(of(e.kind()), String.valueOf(e.getMessage()), call);
        } catch (Refused e) {
            return refused(CognitoErrors.of(e.reason()), e.getMessage(), call);
        }
    }

    private static Answer refused(WireError error, String message, @Nullable Call call) {
        return new Answer(error(error, message), call == null ? Optional.empty() : call.pool(), false);
    }

    private static WireError of(JsonInputException.Kind kind) {
        return switch (kind) {
            case SERIALIZATION -> new WireError(400, "SerializationException");
            case VALIDATION -> new WireError(400, "InvalidParameterException");
        };
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            int j = 0;
            while (j < part.length && bytes[i + j] == part[j]) {
                j++;
            }
            if (j == part.length) {
                return true;
            }
        }
        return false;
    }
}
