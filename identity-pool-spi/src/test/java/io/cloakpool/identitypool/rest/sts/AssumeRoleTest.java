package io.cloakpool.identitypool.rest.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.identitypool.authorize.Assumption;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.RoleWish;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Reason;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssumeRoleTest {
    private static final String ARN = "arn:aws:iam::123456789012:role/extra";
    private static final String GOOD = "Action=AssumeRole&Version=2011-06-15&RoleArn=" + ARN + "&RoleSessionName=pod-1";

    private final World world = new World(TestData.settings());
    private final RecordingDecisions decisions = new RecordingDecisions();
    private final List<RoleWish> wishes = new ArrayList<>();
    private final IdentityId alice =
            world.exchange().getId(TestData.POOL_ID, world.logins("alice")).id();
    private final OpenedCredential parent = world.open(world.exchange()
            .credentials(alice, world.logins("alice"), null, null)
            .credentials());
    private final StsDoor door = new StsDoor(
            List.of(new AssumeRole(
                    (head, claim, body, wish, attempt) -> {
                        RoleWish wanted = wish.get();
                        wishes.add(wanted);
                        return new Assumption(parent, TestData.role("extra", Amr.AUTHENTICATED), wanted.tags());
                    },
                    world.chaining(),
                    decisions)),
            "request-1");

    @Test
    void answer_has_the_fields_of_sts() {
        String policy = URLEncoder.encode(TestData.ALLOW_ALL, StandardCharsets.UTF_8);
        StsDoor.Answer answer = call(GOOD + "&DurationSeconds=900&Policy=" + policy
                + "&Tags.member.1.Key=team&Tags.member.1.Value=a&Tags.member.2.Key=b&Tags.member.2.Value=");

        assertThat(answer.done()).as(body(answer)).isTrue();
        assertThat(body(answer))
                .contains(
                        "<AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/extra/pod-1</Arn>",
                        ":pod-1</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIA",
                        "<Expiration>2026-11-23T09:45:00.250Z</Expiration></Credentials>",
                        "<PackedPolicySize>3</PackedPolicySize>");
        assertThat(wishes).containsExactly(new RoleWish(ARN, Map.of("team", "a", "b", "")));
        assertThat(decisions.last().reason()).isNull();
        assertThat(decisions.last().subject().door()).isEqualTo(DecisionLog.Door.ASSUME_ROLE);
    }

    @Test
    void size_is_said_of_what_was_passed_only() {
        assertThat(body(call(GOOD))).contains("AssumeRoleResult").doesNotContain("PackedPolicySize");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PolicyArns.member.1.arn=arn:aws:iam::aws:policy/ReadOnlyAccess",
                "TransitiveTagKeys.member.1=team",
                "ExternalId=x",
                "SerialNumber=GAHT12345678",
                "TokenCode=123456",
                "SourceIdentity=alice",
                "ProvidedContexts.member.1.ContextAssertion=x"
            })
    void parameter_that_is_not_served_is_named_and_gives_nothing(String parameter) {
        StsDoor.Answer answer = call(GOOD + "&" + parameter);

        assertError(answer, 400, "InvalidParameterValue");
        assertThat(body(answer)).contains("Parameter " + parameter.split("[.=]", 2)[0] + " is not supported");
        assertThat(wishes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RoleSessionName=pod-1, RoleSessionName=x, roleSessionName",
        "RoleSessionName=pod-1, RoleSessionName=a%2Fb, roleSessionName",
        "&RoleSessionName=pod-1, '', roleSessionName",
        "RoleArn=arn:aws:iam::123456789012:role/extra&, '', roleArn",
        "RoleSessionName, DurationSeconds=899&RoleSessionName, durationSeconds",
        "RoleSessionName, DurationSeconds=43201&RoleSessionName, durationSeconds",
        "RoleSessionName, Policy=&RoleSessionName, policy",
        "RoleSessionName, Tags.member.1.Key=&Tags.member.1.Value=a&RoleSessionName, tags.member.1.Key",
        "RoleSessionName, Tags.member.1.Key=a&RoleSessionName, tags.member.1.Value",
        "RoleSessionName, Tags.member.2.Key=a&Tags.member.2.Value=a&RoleSessionName, tags"
    })
    void parameter_that_breaks_its_constraint_is_refused(String part, String by, String named) {
        StsDoor.Answer answer = call(GOOD.replace(part, by));

        assertError(answer, 400, "ValidationError");
        assertThat(wishes).isEmpty();
        assertThat(body(answer)).contains(named);
    }

    @Test
    void one_tag_is_set_once() {
        assertError(
                call(GOOD
                        + "&Tags.member.1.Key=team&Tags.member.1.Value=a&Tags.member.2.Key=TEAM&Tags.member.2.Value=b"),
                400,
                "ValidationError");
    }

    @Test
    void longer_than_an_hour_is_refused_as_sts_refuses_it() {
        assertError(call(GOOD + "&DurationSeconds=3601"), 400, "ValidationError");
        assertThat(world.log.last().reason()).isEqualTo(Reason.INVALID_PARAMETER);
    }

    @Test
    void nobody_who_does_not_sign_is_heard() {
        StsDoor.Answer answer = door.answer(
                RawRequest.of("POST", "/realms/demo/sts", Headers.of("Host", "localhost")),
                new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)));

        assertError(answer, 403, "MissingAuthenticationToken");
        assertThat(decisions.last().reason()).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(wishes).isEmpty();
    }

    private StsDoor.Answer call(String form) {
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        RawRequest signed = new SigV4Signer(
                        world.clock,
                        new SigningCredentials("ASIAAAAAAAAAAAAAAAAA", "secret", "token"),
                        "eu-west-1",
                        "sts",
                        ServiceRules.GENERIC)
                .sign(
                        RawRequest.of("POST", "/realms/demo/sts", Headers.of("Host", "localhost")),
                        Payload.ofHash(Sha256.hex(bytes)));
        return door.answer(signed, new ByteArrayInputStream(bytes));
    }

    private static void assertError(StsDoor.Answer answer, int status, String code) {
        assertThat(answer.done()).isFalse();
        assertThat(body(answer)).contains("<Code>" + code + "</Code>");
        assertThat(answer.reply().status()).isEqualTo(status);
    }

    private static String body(StsDoor.Answer answer) {
        return new String(answer.reply().body(), StandardCharsets.UTF_8);
    }
}
