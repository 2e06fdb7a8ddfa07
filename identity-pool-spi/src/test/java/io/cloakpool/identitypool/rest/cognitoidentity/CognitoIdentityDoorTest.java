package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class CognitoIdentityDoorTest {
    private static final PoolId POOL =
            PoolId.parse("us-east-1:00000000-0000-4000-8000-000000000001").orElseThrow();

    private final Administrators nobody = (operation, head, body) -> {
        throw new Refused(Reason.SIGNATURE_MISSING, "not signed: " + operation.name());
    };
    private final CognitoIdentityDoor door = new CognitoIdentityDoor(
            new Operations(
                    List.of(
                            new Operation<>("Echo", Access.ANYBODY, CognitoIdentityDoorTest::name, (name, call) -> {
                                call.addresses(POOL);
                                call.answerHeader("X-Seen", String.valueOf(call.guestSecret()));
                                return JsonOutput.object().put("Name", name);
                            }),
                            new Operation<>("Refuse", Access.ANYBODY, Function.identity(), (input, call) -> {
                                call.addresses(POOL);
                                throw new Refused(Reason.IDENTITY_FORBIDDEN, "no");
                            }),
                            new Operation<>("Administer", Access.MANAGE, Function.identity(), (input, call) -> {
                                throw new AssertionError("nobody may come here");
                            })),
                    List::of),
            nobody);

    private static String name(JsonInput input) {
        return input.requiredString("Name", FieldRules.IDENTITY_POOL_NAME);
    }

    @Test
    void an_operation_is_called_and_answered_in_aws_json() {
        CognitoIdentityDoor.Answer answer = call("Echo", "{\"Name\":\"a\"}");

        assertThat(answer.reply().status()).isEqualTo(200);
        assertThat(answer.reply().contentType()).isEqualTo("application/x-amz-json-1.1");
        assertThat(body(answer)).isEqualTo("{\"Name\":\"a\"}");
        assertThat(answer.reply().headers()).containsEntry("X-Seen", "guest-secret");
        assertThat(answer.pool()).contains(POOL);
        assertThat(answer.done()).isTrue();
    }

    @Test
    void an_unknown_target_is_an_unknown_operation() {
        assertError(call("Nothing", "{}"), 400, "UnknownOperationException");
    }

    @Test
    void a_refusal_has_its_error_and_undoes_what_was_written() {
        CognitoIdentityDoor.Answer answer = call("Refuse", "{}");

        assertError(answer, 400, "NotAuthorizedException");
        assertThat(answer.pool()).contains(POOL);
        assertThat(answer.done()).isFalse();
    }

    @Test
    void administration_is_decided_before_the_body_is_parsed() {
        assertError(call("Administer", "no json"), 400, "MissingAuthenticationTokenException");
    }

    @Test
    void broken_json_and_broken_constraints_are_told_apart() {
        assertError(call("Echo", "no json"), 400, "SerializationException");
        assertError(call("Echo", "{}"), 400, "InvalidParameterException");
        assertError(call("Echo", "{\"Name\":\"<\"}"), 400, "InvalidParameterException");
    }

    @Test
    void without_logins_nobody_may_send_more_than_16_kib() {
        String padded = "{\"Name\":\"a\",\"Pad\":\"" + "x".repeat(16 * 1024) + "\"}";

        assertError(call("Echo", padded), 413, "RequestEntityTooLargeException");
        assertThat(call("Echo", padded.replace("\"Pad\"", "\"Logins\"")).reply().status())
                .isEqualTo(200);
    }

    @Test
    void nobody_may_send_more_than_576_kib() {
        String large = "{\"Name\":\"a\",\"Logins\":\"" + "x".repeat(576 * 1024) + "\"}";

        assertError(call("Echo", large), 413, "RequestEntityTooLargeException");
        assertError(call("Administer", large), 413, "RequestEntityTooLargeException");
    }

    private CognitoIdentityDoor.Answer call(String operation, String body) {
        InputStream stream = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        Headers headers = Headers.of(
                "x-amz-target", "AWSCognitoIdentityService." + operation, "x-cloakpool-guest-secret", "guest-secret");
        return door.answer(RawRequest.of("POST", "/realms/demo/cognito-identity", headers), stream);
    }

    private static void assertError(CognitoIdentityDoor.Answer answer, int status, String type) {
        assertThat(answer.reply().status()).isEqualTo(status);
        assertThat(body(answer)).startsWith("{\"__type\":\"" + type + "\",\"message\":\"");
        assertThat(answer.reply().headers()).containsEntry("x-amzn-errortype", type);
        assertThat(answer.done()).isFalse();
    }

    private static String body(CognitoIdentityDoor.Answer answer) {
        return new String(answer.reply().body(), StandardCharsets.UTF_8);
    }
}
