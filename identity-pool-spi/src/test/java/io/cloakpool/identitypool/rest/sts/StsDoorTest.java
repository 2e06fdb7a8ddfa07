package io.cloakpool.identitypool.rest.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class StsDoorTest {
    private static final String VERSION = "&Version=2011-06-15";

    private static final PoolId POOL = TestData.POOL_ID;

    private final RecordingDecisions decisions = new RecordingDecisions();
    private final StsDoor door = new StsDoor(
            List.of(
                    operation("Echo", input -> new XmlFields().put("Said", "a<b")),
                    operation("Locate", input -> new XmlFields(), POOL),
                    operation(
                            "LocateAndRefuse",
                            input -> {
                                throw new Refused(Reason.ROLE_NOT_ALLOWED, "no");
                            },
                            POOL),
                    operation("Refuse", input -> {
                        throw new Refused(Reason.SESSION_TOKEN_EXPIRED, "over");
                    }),
                    new GetCallerIdentity(
                            (head, claim, body, attempt) -> {
                                throw new AssertionError("nobody signed");
                            },
                            decisions)),
            "request-1");

    @Test
    void an_action_is_answered_in_xml() {
        StsDoor.Answer answer = call("Action=Echo" + VERSION);

        assertThat(answer.done()).isTrue();
        assertThat(answer.reply().status()).isEqualTo(200);
        assertThat(answer.reply().contentType()).isEqualTo("text/xml");
        assertThat(body(answer))
                .isEqualTo("<EchoResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><EchoResult>"
                        + "<Said>a&lt;b</Said></EchoResult><ResponseMetadata><RequestId>request-1</RequestId>"
                        + "</ResponseMetadata></EchoResponse>");
    }

    @Test
    void the_pool_is_known_for_answers_and_for_refusals_once_it_is_located() {
        assertThat(call("Action=Locate" + VERSION).pool()).contains(POOL);
        assertThat(call("Action=LocateAndRefuse" + VERSION).pool()).contains(POOL);
        assertThat(call("Action=Refuse" + VERSION).pool()).isEmpty();
    }

    @Test
    void a_refusal_has_the_error_of_sts() {
        assertError(call("Action=Refuse" + VERSION), 403, "ExpiredToken");
        assertThat(body(call("Action=Refuse" + VERSION)))
                .contains("<Type>Sender</Type>", "<Message>over</Message>", "<RequestId>request-1</RequestId>");
    }

    @Test
    void actions_of_sts_that_this_version_lacks_say_so() {
        for (String action : new String[] {"AssumeRoot", "GetFederationToken", "GetSessionToken"}) {
            StsDoor.Answer answer = call("Action=" + action + VERSION);
            assertError(answer, 400, "InvalidAction");
            assertThat(body(answer)).contains(action + " is not supported by this version");
        }
    }

    @Test
    void what_is_no_request_is_refused() {
        assertError(call("Action=Nothing" + VERSION), 400, "InvalidAction");
        assertError(call(""), 400, "MissingAction");
        assertError(call("Action=Echo"), 400, "NoSuchVersion");
        assertError(call("Action=Echo&Action=Echo" + VERSION), 400, "MalformedQueryString");
        assertError(call("Action=Echo&Pad=" + "x".repeat(160 * 1024) + VERSION), 413, "RequestEntityTooLarge");
    }

    @Test
    void get_caller_identity_must_be_signed() {
        assertError(call("Action=GetCallerIdentity" + VERSION), 403, "MissingAuthenticationToken");

        assertThat(decisions.last().subject().door()).isEqualTo(DecisionLog.Door.CALLER_IDENTITY);
        assertThat(decisions.last().subject().operation()).isEqualTo("GetCallerIdentity");
        assertThat(decisions.last().reason()).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    private interface Work {
        XmlFields of(QueryInput input);
    }

    private static StsOperation operation(String action, Work work, PoolId... pools) {
        return new StsOperation() {
            @Override
            public String action() {
                return action;
            }

            @Override
            public XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located) {
                List.of(pools).forEach(located);
                return work.of(input);
            }
        };
    }

    private StsDoor.Answer call(String body) {
        return door.answer(
                RawRequest.of("POST", "/realms/demo/sts", Headers.of("Host", "localhost")),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertError(StsDoor.Answer answer, int status, String code) {
        assertThat(answer.done()).isFalse();
        assertThat(answer.reply().status()).isEqualTo(status);
        assertThat(body(answer)).contains("<Code>" + code + "</Code>");
    }

    private static String body(StsDoor.Answer answer) {
        return new String(answer.reply().body(), StandardCharsets.UTF_8);
    }
}
