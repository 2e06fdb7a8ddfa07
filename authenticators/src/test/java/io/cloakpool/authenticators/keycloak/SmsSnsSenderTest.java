package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Exception;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to Amazon SNS, and what is made of its answers. */
final class SmsSnsSenderTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final SmsMessage MESSAGE = new SmsMessage("+491701234567", "Code: 123456 & \u20ac+~* \n2");
    private static final String TAKEN =
            """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <PublishResult><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult>
              <ResponseMetadata><RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId></ResponseMetadata>
            </PublishResponse>""";

    private final FakeGateway gateway = new FakeGateway();
    private final Map<String, String> config = new HashMap<>(Map.of(
            "endpoint",
            gateway.url(),
            "region",
            "eu-west-1",
            "accessKeyId",
            "AKIAIOSFODNN7EXAMPLE",
            "secretAccessKey",
            SECRET));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void message_is_published_as_transactional_form() {
        gateway.answers(200, TAKEN);

        assertThat(send()).isEqualTo(new SmsOutcome.Accepted("94f20ce6-13c5-43a0-9a9e-ca52d816e90b"));

        FakeGateway.Arrived request = gateway.only();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/");
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(request.form())
                .isEqualTo(Map.of(
                        "Action", "Publish",
                        "Version", "2010-03-31",
                        "PhoneNumber", "+491701234567",
                        "Message", MESSAGE.text(),
                        "MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType",
                        "MessageAttributes.entry.1.Value.DataType", "String",
                        "MessageAttributes.entry.1.Value.StringValue", "Transactional"));
    }

    @Test
    void sender_id_is_a_second_attribute() {
        config.put("senderId", "ACME");
        gateway.answers(200, TAKEN);

        send();

        assertThat(gateway.only().form())
                .containsEntry("MessageAttributes.entry.2.Name", "AWS.SNS.SMS.SenderID")
                .containsEntry("MessageAttributes.entry.2.Value.DataType", "String")
                .containsEntry("MessageAttributes.entry.2.Value.StringValue", "ACME");
    }

    @Test
    void request_as_it_arrives_is_signed_for_sns_of_the_region() throws Exception {
        gateway.answers(200, TAKEN);

        send();

        SigningClaim claim = verified(gateway.only(), SECRET);
        assertThat(claim.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
        assertThat(claim.signedHeaders()).contains("host", "content-type", "x-amz-date");
        assertThat(claim.sessionToken()).isNull();
        SigV4Verifier.requireScope(claim, "eu-west-1", Set.of("sns"));
        assertThatExceptionOfType(SigV4Exception.class).isThrownBy(() -> verified(gateway.only(), SECRET + "x"));
    }

    @Test
    void temporary_credentials_from_the_vault_sign_with_their_token() throws Exception {
        config.put("secretAccessKey", "${vault.key}");
        config.put("sessionToken", "${vault.token}");
        gateway.answers(200, TAKEN);

        new SmsSnsSenderFactory()
                .create(
                        FakeSessions.session(Map.of("${vault.key}", SECRET, "${vault.token}", "IQoJb3JpZ2luX2VjE==")),
                        FakeSessions.component(SmsSnsSenderFactory.PROVIDER_ID, config))
                .send(MESSAGE);

        SigningClaim claim = verified(gateway.only(), SECRET);
        assertThat(claim.sessionToken()).isEqualTo("IQoJb3JpZ2luX2VjE==");
        assertThat(claim.signedHeaders()).contains("x-amz-security-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretAccessKey", "sessionToken"})
    void without_a_secret_of_the_vault_nothing_is_sent(String key) {
        config.put(key, "${vault.gone}");

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("the vault has no usable value for " + key));
        assertThat(gateway.arrived()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, OptedOut, Phone number is opted out, REJECTED",
        "400, InvalidParameter, Invalid parameter: PhoneNumber Reason: +491701234567 is not valid to publish to, REJECTED",
        "400, InvalidParameterValue, Invalid parameter: PhoneNumber Reason: +491701234567, REJECTED",
        "400, InvalidParameter, Invalid parameter: SenderID Reason: +491701234567, UNAVAILABLE",
        "400, Throttling, Rate exceeded, UNAVAILABLE",
        "429, Throttled, Throttled request., UNAVAILABLE",
        "403, InvalidClientTokenId, The security token included in the request is invalid., UNAVAILABLE",
        "403, SignatureDoesNotMatch, The secret was wJalrXUtnFEMI, UNAVAILABLE",
        "403, AuthorizationError, not authorized to perform: SNS:Publish, UNAVAILABLE",
        "403, OptedOut, what another status means nobody knows, UNAVAILABLE",
        "500, InternalError, internal, UNAVAILABLE",
        "503, ServiceUnavailable, later, UNAVAILABLE"
    })
    void errors_are_told_apart_by_their_codes(int status, String code, String message, SmsOutcome.Kind kind) {
        gateway.answers(
                status,
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>9dd01905-5012-5f99-8663-4b3ecd0dfaef</RequestId></ErrorResponse>");

        SmsOutcome outcome = send();

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.toString()).contains(code).doesNotContain("1234", "wJalr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hosts\">]><x>&e;</x>",
                "<ErrorResponse><Error><Code>+491701234567</Code></Error></ErrorResponse>",
                "<E><Error><Code>A</Code></Error><Error><Code>B</Code></Error></E>"
            })
    void rubbish_is_an_outage_and_not_repeated(String body) {
        gateway.answers(400, body);

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Amazon SNS answered with status 400"));

        gateway.answers(200, body);

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Amazon SNS gave no id of the message", true));
    }

    @Test
    void gateway_that_nobody_reaches_is_unavailable() {
        gateway.close();

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Amazon SNS cannot be reached"));
    }

    private SmsOutcome send() {
        return new SmsSnsSenderFactory()
                .create(FakeSessions.session(), FakeSessions.component(SmsSnsSenderFactory.PROVIDER_ID, config))
                .send(MESSAGE);
    }

    private static SigningClaim verified(FakeGateway.Arrived request, String secret) throws Exception {
        List<Headers.Field> fields = request.headers().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Headers.Field(header.getKey(), value)))
                .toList();
        RawRequest raw = RawRequest.of(request.method(), request.target(), Headers.of(fields));
        SigningClaim claim = SigningClaim.parse(raw);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(request.body().getBytes(StandardCharsets.UTF_8));
        new SigV4Verifier(InstantSource.system())
                .verify(raw, claim, secret, ServiceRules.GENERIC, HexFormat.of().formatHex(hash));
        return claim;
    }
}
