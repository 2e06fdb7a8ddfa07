package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.Doors.Session;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.annotations.TestSetup;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that are not, or no longer, good: at the decision door and at GetCallerIdentity, each in its own words. */
@KeycloakIntegrationTest(config = PoolServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
public class CredentialKindsTest {
    private static final String TOKEN_INVALID = "400 InvalidToken";
    private static final String CLIENT_INVALID = "403 InvalidClientTokenId";

    /** Where the parts of a session token begin, in bytes: version, key id, pool, random, sealed content, tag at its end. */
    private static final int KEY_ID = 1;

    private static final int POOL = 9;
    private static final int RANDOM = 25;
    private static final int CONTENT = 57;

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm otherRealm;

    @InjectTimeOffSet(enableForCaches = true)
    TimeOffSet time;

    private Doors doors;
    private People people;
    private Session session;
    private Session another;

    @TestSetup
    public void exchange() {
        doors = Doors.of(realm);
        people = new People(realm);
        session = doors.session(people.signIn().id());
        another = doors.session(people.signIn().id());
    }

    @Test
    void good_credentials_are_good_at_both_doors() {
        assertVerdicts(session.signer(), "200", "200");
    }

    static Stream<Arguments> tamperedTokens() {
        return Stream.of(
                Arguments.of("version", flip(0)),
                Arguments.of("key id", flip(KEY_ID)),
                Arguments.of("last byte of the key id", flip(POOL - 1)),
                Arguments.of("pool", flip(POOL)),
                Arguments.of("last byte of the pool", flip(RANDOM - 1)),
                Arguments.of("random", flip(RANDOM)),
                Arguments.of("last byte of the random", flip(CONTENT - 1)),
                Arguments.of("content", flip(CONTENT)),
                Arguments.of("middle of the content", flip(-40)),
                Arguments.of("tag", flip(-16)),
                Arguments.of("last byte of the tag", flip(-1)),
                Arguments.of("beginning cut off", text(token -> token.substring(4))),
                Arguments.of("end cut off", text(token -> token.substring(0, token.length() - 4))),
                Arguments.of("longer", text(token -> token + "AAAA")),
                Arguments.of("twice", text(token -> token + token)),
                Arguments.of("padded", text(token -> token + "=".repeat((4 - token.length() % 4) % 4 + 4))),
                Arguments.of("a letter", text(token -> "x")),
                Arguments.of("words", text(token -> "not-a-token")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperedTokens")
    void a_session_token_changed_anywhere_is_invalid(String what, UnaryOperator<String> change) {
        AwsSessionCredentials own = session.credentials();
        SignedRequests signer = SignedRequests.s3(AwsSessionCredentials.create(
                own.accessKeyId(), own.secretAccessKey(), change.apply(own.sessionToken())));

        assertVerdicts(signer, TOKEN_INVALID, CLIENT_INVALID);
    }

    @Test
    void an_access_key_that_is_not_the_tokens_is_unknown() {
        AwsSessionCredentials own = session.credentials();
        for (String key :
                List.of(changed(own.accessKeyId()), another.credentials().accessKeyId())) {
            SignedRequests signer =
                    SignedRequests.s3(AwsSessionCredentials.create(key, own.secretAccessKey(), own.sessionToken()));

            assertVerdicts(signer, "403 InvalidAccessKeyId", CLIENT_INVALID);
        }
    }

    @Test
    void a_secret_that_is_not_the_tokens_signs_nothing() {
        AwsSessionCredentials own = session.credentials();
        for (String secret :
                List.of(changed(own.secretAccessKey()), another.credentials().secretAccessKey())) {
            SignedRequests signer =
                    SignedRequests.s3(AwsSessionCredentials.create(own.accessKeyId(), secret, own.sessionToken()));

            assertVerdicts(signer, "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch");
        }
    }

    @Test
    void a_signature_changed_in_its_last_digit_does_not_match() {
        SignedRequests signer = session.signer()
                .tampered(header -> header.name().equalsIgnoreCase("Authorization")
                        ? new Header(header.name(), changed(header.value()))
                        : header);

        assertVerdicts(signer, "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch");
    }

    @Test
    void without_its_session_token_an_access_key_is_nobody() {
        SignedRequests signer = SignedRequests.s3(AwsBasicCredentials.create(
                session.credentials().accessKeyId(), session.credentials().secretAccessKey()));

        // STS takes it for a client's id, and an unknown one must look like a wrong secret.
        assertVerdicts(signer, "403 InvalidAccessKeyId", "403 SignatureDoesNotMatch");
    }

    @Test
    void credentials_over_their_time_are_expired() {
        Session shortLived = doors.session(people.signIn().id());

        time.set(Duration.ofMinutes(61));

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
        assertVerdicts(shortLived.signer().at(later), "400 ExpiredToken", "403 ExpiredToken");
    }

    @Test
    void credentials_narrowed_to_a_second_end_with_it() {
        Map<String, Integer> narrowing = Map.of("durationSeconds", 1);
        Http.Answer answer = doors.bearer(people.signIn().access(), narrowing);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        time.set(2);

        SignedRequests signer = SignedRequests.s3(AwsSessionCredentials.create(
                answer.json().path("AccessKeyId").asText(),
                answer.json().path("SecretAccessKey").asText(),
                answer.json().path("SessionToken").asText()));
        assertVerdicts(signer, "400 ExpiredToken", "403 ExpiredToken");
    }

    @Test
    void credentials_of_another_realm_are_invalid_here() {
        Session foreign =
                Doors.of(otherRealm).session(new People(otherRealm).signIn().id());

        assertVerdicts(foreign.signer(), TOKEN_INVALID, CLIENT_INVALID);
    }

    @Test
    void credentials_of_another_pool_open_what_its_own_role_opens_and_end_with_it() {
        Doors narrow = otherPool("narrow", "arn:aws:s3:::demo/elsewhere/*");
        SignedRequests signer = narrow.session(people.signIn().id()).signer();

        assertVerdicts(signer, "403 AccessDenied", "200");
        assertThat(GatewayCalls.verdict(doors.gateway().ask(signer, "/demo/elsewhere/a")))
                .isEqualTo("200");
        assertThat(doors.callerIdentity(signer.to("sts")).body()).contains(":assumed-role/Narrow/");

        Http.Answer gone = doors.admin("DELETE", "/identity-pools/narrow", "", people.administrator());
        assertThat(gone.status()).as(gone.body()).isEqualTo(204);
        assertVerdicts(signer, TOKEN_INVALID, CLIENT_INVALID);
    }

    @Test
    void a_pool_without_the_classic_flow_gives_no_openid_token() {
        Doors enhanced = otherPool("enhanced", "*");
        String login = people.signIn().id();

        Http.Answer answer = enhanced.openIdToken(enhanced.identity(login), login);

        assertThat(type(answer)).isEqualTo("InvalidParameterException");
    }

    @Test
    void a_token_of_another_pool_under_the_name_of_this_one_is_invalid() {
        byte[] foreign = Base64.getUrlDecoder()
                .decode(otherPool("masked", "*")
                        .session(people.signIn().id())
                        .credentials()
                        .sessionToken());
        byte[] own = Base64.getUrlDecoder().decode(session.credentials().sessionToken());
        System.arraycopy(own, POOL, foreign, POOL, RANDOM - POOL);
        SignedRequests signer = SignedRequests.s3(AwsSessionCredentials.create(
                session.credentials().accessKeyId(),
                session.credentials().secretAccessKey(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(foreign)));

        assertVerdicts(signer, TOKEN_INVALID, CLIENT_INVALID);
    }

    @Test
    void signing_out_ends_the_cached_token_and_a_new_not_before_time_of_the_user_ends_the_credentials() {
        People.Person person = people.newPerson();
        Used used = use(person);
        // Not-before times have whole seconds: what was issued in the same one stays good.
        time.set(2);

        // An administrator who signs a user out sets the user's not-before time as well.
        people.user(person).logout();

        used.assertEnded();
    }

    @Test
    void a_not_before_time_of_the_realm_ends_credentials_and_cached_tokens() {
        Used used = use(people.newPerson());

        realmNotBefore(Instant.now().getEpochSecond() + 1);
        try {
            used.assertEnded();
        } finally {
            realmNotBefore(0);
        }
        assertVerdicts(used.session().signer(), "200", "200");
    }

    @Test
    void a_not_before_time_of_the_client_ends_credentials_and_cached_tokens() {
        Used used = use(people.newPerson());

        clientNotBefore(Instant.now().getEpochSecond() + 1);
        try {
            used.assertEnded();
        } finally {
            clientNotBefore(0);
        }
    }

    @Test
    void a_disabled_user_ends_credentials_and_cached_tokens() {
        People.Person person = people.newPerson();
        Used used = use(person);

        people.disable(person);

        used.assertEnded();
    }

    @Test
    void a_deleted_user_ends_credentials_and_cached_tokens() {
        People.Person person = people.newPerson();
        Used used = use(person);

        people.user(person).remove();

        used.assertCredentialsEnded();
        assertThat(type(doors.getId(used.token()))).isEqualTo("NotAuthorizedException");
        // The identity goes with its user: refused at first, then unknown.
        assertThat(type(doors.credentials(used.session().identity(), used.token())))
                .isIn("NotAuthorizedException", "ResourceNotFoundException");
    }

    @Test
    void a_retired_identity_ends_credentials_and_cached_tokens() {
        Used used = use(people.newPerson());

        Http.Answer retired = doors.admin(
                "POST",
                "/identity-pools/identities/" + used.session().identity() + "/retire",
                Map.of(),
                people.administrator());

        assertThat(retired.status()).as(retired.body()).isEqualTo(204);
        used.assertEnded();
    }

    @Test
    void a_disabled_role_ends_credentials_until_it_is_enabled_again() {
        setRole(false);
        try {
            assertVerdicts(session.signer(), TOKEN_INVALID, CLIENT_INVALID);
        } finally {
            setRole(true);
        }
        assertVerdicts(session.signer(), "200", "200");
    }

    @Test
    void a_scope_of_another_region_or_service_is_refused() {
        SignedRequests signer = session.signer();

        assertVerdicts(signer.in("eu-west-3"), "400 AuthorizationHeaderMalformed", "400 IncompleteSignature");
        assertThat(doors.authorize(signer.to("execute-api"))).isEqualTo("400 AuthorizationHeaderMalformed");
        assertThat(doors.authorize(signer.to("sts"))).isEqualTo("400 AuthorizationHeaderMalformed");
        assertThat(Doors.stsVerdict(doors.callerIdentity(signer))).isEqualTo("400 IncompleteSignature");
    }

    @ParameterizedTest
    @ValueSource(longs = {-16, 16})
    void a_clock_that_is_more_than_fifteen_minutes_off_is_refused(long minutes) {
        assertVerdicts(
                session.signer().at(offset(Duration.ofMinutes(minutes))),
                "403 RequestTimeTooSkewed",
                "403 SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @ValueSource(longs = {-14, 14})
    void a_clock_that_is_less_than_fifteen_minutes_off_is_good(long minutes) {
        assertVerdicts(session.signer().at(offset(Duration.ofMinutes(minutes))), "200", "200");
    }

    /** A token and the credentials that it was exchanged for, both known to be good so far. */
    private record Used(Doors doors, String token, Session session) {
        void assertEnded() {
            assertCredentialsEnded();
            assertThat(type(doors.getId(token))).isEqualTo("NotAuthorizedException");
            assertThat(type(doors.credentials(session.identity(), token))).isEqualTo("NotAuthorizedException");
        }

        void assertCredentialsEnded() {
            assertThat(doors.authorize(session.signer())).isEqualTo(TOKEN_INVALID);
            assertThat(Doors.stsVerdict(doors.callerIdentity(session.signer().to("sts"))))
                    .isEqualTo(CLIENT_INVALID);
        }
    }

    private Used use(People.Person person) {
        String token = people.signIn(person).id();
        Session issued = doors.session(token);
        assertVerdicts(issued.signer(), "200", "200");
        return new Used(doors, token, issued);
    }

    private void assertVerdicts(SignedRequests signer, String authorize, String callerIdentity) {
        Http.Answer decision = doors.gateway().ask(signer, GatewayCalls.PUBLIC);
        assertThat(GatewayCalls.verdict(decision)).isEqualTo(authorize);
        assertThat(decision.status()).isEqualTo(authorize.equals("200") ? 200 : 403);
        assertThat(decision.header("x-cloakpool-principal-arn").isEmpty()).isEqualTo(!authorize.equals("200"));
        assertThat(Doors.stsVerdict(doors.callerIdentity(signer.to("sts")))).isEqualTo(callerIdentity);
    }

    private Doors otherPool(String name, String resource) {
        String role = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Http.Answer made = doors.admin(
                "PUT",
                "/identity-pools/" + name,
                Map.of(
                        "name",
                        name,
                        "authenticatedRole",
                        role,
                        "bindings",
                        List.of(Map.of("name", "realm", "provider", "realm", "clientIds", List.of("webapp"))),
                        "roles",
                        List.of(Map.of(
                                "name",
                                role,
                                "trustedPools",
                                List.of(name),
                                "policy",
                                Map.of(
                                        "Version",
                                        "2012-10-17",
                                        "Statement",
                                        Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", resource))))),
                people.administrator());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return doors.ofPool(made.json().path("id").asText());
    }

    private void setRole(boolean enabled) {
        String path = "/identity-pools/roles/" + Doors.ROLE;
        String administrator = people.administrator();
        ObjectNode role =
                (ObjectNode) doors.admin("GET", path, "", administrator).json();
        Http.Answer set = doors.admin("PUT", path, role.put("enabled", enabled), administrator);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private void realmNotBefore(long seconds) {
        RealmRepresentation change = new RealmRepresentation();
        change.setNotBefore((int) seconds);
        realm.admin().update(change);
    }

    private void clientNotBefore(long seconds) {
        ClientRepresentation client =
                realm.admin().clients().findByClientId("webapp").get(0);
        client.setNotBefore((int) seconds);
        realm.admin().clients().get(client.getId()).update(client);
    }

    private static String type(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("__type").asText();
    }

    private static Clock offset(Duration duration) {
        return Clock.offset(Clock.systemUTC(), duration);
    }

    /** Changes one bit of a token's byte; a negative position counts from the end. */
    private static UnaryOperator<String> flip(int position) {
        return text(token -> {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            bytes[position < 0 ? bytes.length + position : position] ^= 1;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    private static UnaryOperator<String> text(UnaryOperator<String> change) {
        return change;
    }

    private static String changed(String text) {
        int last = text.length() - 1;
        return text.substring(0, last) + (text.charAt(last) == 'A' || text.charAt(last) == 'a' ? 'b' : 'a');
    }
}
