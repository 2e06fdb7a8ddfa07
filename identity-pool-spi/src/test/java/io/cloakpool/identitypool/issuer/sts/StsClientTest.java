package io.cloakpool.identitypool.issuer.sts;

import static io.cloakpool.identitypool.fakes.FakeSts.answer;
import static io.cloakpool.identitypool.fakes.FakeSts.success;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeSts;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StsClientTest {
    private static final Instant END = FakeClock.START.plusSeconds(900);
    private static final IssuerSettings ISSUER = new IssuerSettings(
            "ceph",
            true,
            URI.create("http://127.0.0.1:8000"),
            false,
            true,
            false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));

    private final FakeSts sts = new FakeSts(new ArrayList<>());

    @Test
    void credentials_are_read_from_an_answer_of_ceph_and_from_one_of_aws() {
        String second = END.toString().substring(0, 19);
        for (String expiration : new String[] {END.toString(), second + ".999999999Z", second + ".5+00:00"}) {
            for (String namespace : new String[] {"", " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\""}) {
                sts.answers(answer(200, success(expiration).replaceFirst("Response>", "Response" + namespace + ">")));
                IssuedCredentials credentials = call();

                assertThat(credentials.accessKeyId()).isEqualTo("remoteKey0123456789");
                assertThat(credentials.secretAccessKey()).isEqualTo("remote/secret+key");
                assertThat(credentials.sessionToken()).isEqualTo("remote-session-token==");
                assertThat(credentials.expiration()).isBetween(END, END.plusSeconds(1));
            }
        }
    }

    @Test
    void the_form_has_no_plus_that_stands_for_a_space() {
        sts.answers(answer(200, success(END.toString())));
        call();

        assertThat(sts.forms.get(0))
                .startsWith("Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws")
                .contains("&Policy=%7B%22a%20b%22%3A%22c%2Bd%22%7D")
                .contains("&DurationSeconds=900&")
                .doesNotContain("+");
        assertThat(sts.endpoints).containsExactly(ISSUER.endpoint());
    }

    @Test
    void what_did_not_connect_is_tried_once_more() {
        sts.answers(new Outcome.NotConnected(), answer(200, success(END.toString())));
        assertThat(call().expiration()).isEqualTo(END);
        assertThat(sts.forms).hasSize(2);

        sts.answers(new Outcome.NotConnected());
        refused("cannot be reached");
        assertThat(sts.forms).hasSize(4);
    }

    @Test
    void what_may_have_been_seen_is_not_sent_again() {
        sts.answers(new Outcome.Failed("did not answer in time"));
        refused("did not answer in time");
        sts.answers(new Outcome.NotConnected(), new Outcome.Failed("did not answer in time"));
        refused("did not answer in time");

        assertThat(sts.forms).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"})
    void credentials_without_one_of_their_four_parts_are_none(String part) {
        String whole = success(END.toString());

        sts.answers(answer(200, whole.replaceAll("<" + part + ">.*</" + part + ">", "")));
        refused("answered credentials without a usable " + part);
        sts.answers(
                answer(200, whole.replaceAll("<" + part + ">.*</" + part + ">", "<" + part + ">a b</" + part + ">")));
        refused("answered credentials without a usable " + part);
        sts.answers(answer(200, whole.replaceAll("(<" + part + ">.*</" + part + ">)", "$1$1")));
        refused("answered no answer of an STS");
    }

    @Test
    void an_end_that_was_not_asked_for_is_refused() {
        for (Instant end : new Instant[] {FakeClock.START, FakeClock.START.minusSeconds(1), END.plusSeconds(301)}) {
            sts.answers(answer(200, success(end.toString())));
            refused("answered credentials that end at another time than was asked for");
        }
        sts.answers(answer(200, success(END.plusSeconds(300).toString())));
        assertThat(call().expiration()).isEqualTo(END.plusSeconds(300));
    }

    @Test
    void the_code_of_an_error_is_told_and_nothing_else_of_it() {
        sts.answers(answer(403, "<Error><Code>AccessDenied</Code><Message>a secret</Message></Error>"));
        refused("answered AccessDenied");
        sts.answers(answer(
                400, "<ErrorResponse xmlns='x'><Error><Code>InvalidIdentityToken</Code></Error></ErrorResponse>"));
        refused("answered InvalidIdentityToken");
        sts.answers(answer(500, "<Error><Code>a secret</Code></Error>"));
        refused("answered HTTP 500");
        sts.answers(answer(302, ""));
        refused("answered HTTP 302");
        sts.answers(answer(204, success(END.toString())));
        refused("answered HTTP 204");
    }

    @Test
    void a_call_does_not_show_its_token() {
        assertThat(new StsClient.Call("arn", "name", "token", "policy", Duration.ZERO))
                .hasToString("Call[arn]");
    }

    private void refused(String why) {
        assertThat(assertRefused(Reason.EXTERNAL_SERVICE, this::call))
                .hasMessage("The security token service of credential issuer 'ceph' " + why + ".");
    }

    private IssuedCredentials call() {
        return new StsClient(sts, new FakeClock())
                .assumeRoleWithWebIdentity(
                        ISSUER,
                        new StsClient.Call(
                                "arn:aws:iam:::role/r",
                                "session",
                                "a.b.c",
                                "{\"a b\":\"c+d\"}",
                                Duration.ofMinutes(15)));
    }
}
