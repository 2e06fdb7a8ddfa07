package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.ceph.Ceph;
import io.cloakpool.testsuite.ceph.Iam;
import io.cloakpool.testsuite.demo.Http;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that a Ceph gateway issues for roles of a pool, and what can be done with them on its S3. */
@KeycloakIntegrationTest(config = PoolServer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class CephTest {
    private static final String USER = "DemoUser";
    private static final String GUEST = "DemoGuest";
    private static final String TAGGED = "Tagged";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::demo/public/*\"}]}";
    private static boolean prepared;

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Ceph ceph;
    private Doors doors;
    private People people;
    private RemoteRoles roles;

    @BeforeEach
    void prepare() throws Exception {
        ceph = Ceph.running();
        doors = Doors.of(realm);
        people = new People(realm);
        roles = new RemoteRoles(doors, people.administrator());
        if (prepared) {
            return;
        }
        prepared = true;
        assertThat(roles.issuer("ceph", Map.of("endpoint", ceph.endpoint().toString(), "colonsAsWildcards", true))
                        .status())
                .isEqualTo(201);
        roles.remote(USER, "ceph", Iam.arn(USER), Map.of());
        roles.remote(GUEST, "ceph", Iam.arn(GUEST), Map.of());
        Iam iam = new Iam(ceph);
        iam.trust(issuer(), doors.poolId(), thumbprint());
        iam.role(USER, roles.trustPolicy(USER), EVERYTHING);
        iam.role(GUEST, roles.trustPolicy(GUEST), EVERYTHING);
        iam.role(
                TAGGED,
                roles.trustPolicy(USER)
                        .replace(
                                "[\"sts:AssumeRoleWithWebIdentity\"]",
                                "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\"]"),
                EVERYTHING.replace(
                        "\"Resource\":\"*\"",
                        "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}"));
        try (Buckets operator = new Buckets(ceph, Ceph.OPERATOR)) {
            operator.create();
            assertThat(operator.put("public/hello")).isEqualTo("200");
            assertThat(operator.put("secret/plans")).isEqualTo("200");
        }
    }

    @Test
    void a_user_reaches_the_own_prefix_and_nothing_else() {
        Doors.Session session = doors.session(people.signIn().id());
        Doors.Session other = doors.session(people.signIn().id());
        String own = "users/" + session.identity() + "/";
        try (Buckets user = new Buckets(ceph, session.credentials());
                Buckets stranger = new Buckets(ceph, other.credentials())) {
            assertThat(user.put(own + "a")).isEqualTo("200");
            assertThat(user.get(own + "a")).isEqualTo("200");
            assertThat(user.list(own)).isEqualTo("200");
            assertThat(user.get("public/hello")).isEqualTo("200");
            assertThat(user.put("public/hello")).isEqualTo("403");
            assertThat(user.get("secret/plans")).isEqualTo("403");
            assertThat(user.list("")).isEqualTo("403");
            assertThat(user.list("users/")).isEqualTo("403");
            assertThat(user.put("users/" + other.identity() + "/a")).isEqualTo("403");
            assertThat(stranger.get(own + "a")).isEqualTo("403");
            assertThat(stranger.put(own + "a")).isEqualTo("403");
        }
    }

    @Test
    void a_guest_reads_what_is_public_and_writes_nothing() {
        try (Buckets guest = new Buckets(ceph, guest())) {
            assertThat(guest.get("public/hello")).isEqualTo("200");
            assertThat(guest.put("public/hello")).isEqualTo("403");
            assertThat(guest.get("secret/plans")).isEqualTo("403");
            assertThat(guest.list("public/")).isEqualTo("403");
        }
    }

    @Test
    void a_caller_narrows_and_never_widens() {
        String access = people.signIn().access();
        try (Buckets narrowed = new Buckets(ceph, bearer(access, Map.of("policy", NOTHING)));
                Buckets widened = new Buckets(ceph, bearer(access, Map.of("policy", EVERYTHING)))) {
            assertThat(narrowed.get("public/hello")).isEqualTo("200");
            assertThat(narrowed.put("users/x/a")).isEqualTo("403");
            assertThat(widened.get("public/hello")).isEqualTo("200");
            assertThat(widened.get("secret/plans")).isEqualTo("403");
            assertThat(widened.list("")).isEqualTo("403");
        }
        assertThat(doors.bearer(access, Map.of("durationSeconds", 899)).body())
                .contains("The duration must be 900 to 3600 seconds.");
    }

    @Test
    void the_own_sts_door_hands_on_to_the_service_of_the_role() {
        String token = doors.openIdToken(people.signIn().id());
        Http.Answer answer = doors.assumeRole(token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try (Buckets user = new Buckets(ceph, credentials(answer.body()))) {
            assertThat(user.get("public/hello")).isEqualTo("200");
            assertThat(user.get("secret/plans")).isEqualTo("403");
        }
    }

    @Test
    void generated_trust_policies_keep_guests_and_other_pools_out() {
        String user = doors.openIdToken(people.signIn().id());

        assertThat(assume(USER, resigned(user, claims -> {}))).isEqualTo("200");
        assertThat(assume(GUEST, user)).startsWith("403");
        assertThat(assume(USER, resigned(user, claims -> claims.putArray("amr").add("unauthenticated"))))
                .startsWith("403");
        assertThat(assume(USER, resigned(user, claims -> claims.put("aud", otherPool()))))
                .startsWith("403");
        assertThat(assume(USER, resigned(user, claims -> claims.remove("sub")))).startsWith("403");
    }

    @Test
    void expired_and_tampered_tokens_are_refused() {
        String user = doors.openIdToken(people.signIn().id());

        assertThat(assume(USER, user)).isEqualTo("200");
        assertThat(assume(
                        USER,
                        resigned(
                                user,
                                claims -> claims.put("exp", claims.path("iat").asLong() - 1))))
                .startsWith("403");
        assertThat(assume(USER, KnownKey.withClaims(user, claims -> claims.put("sub", "somebody"))))
                .startsWith("403");
        assertThat(assume(USER, KnownKey.create().resign(user, claims -> {}))).startsWith("403");
        assertThat(assume(USER, KnownKey.withoutSignature(user))).startsWith("403");
    }

    @Test
    void tampered_session_tokens_are_refused() {
        AwsSessionCredentials good = doors.session(people.signIn().id()).credentials();
        String token = good.sessionToken();
        String tampered = (token.startsWith("A") ? "B" : "A") + token.substring(1);
        try (Buckets bad = new Buckets(
                        ceph, AwsSessionCredentials.create(good.accessKeyId(), good.secretAccessKey(), tampered));
                Buckets forged =
                        new Buckets(ceph, AwsSessionCredentials.create(good.accessKeyId(), "another-secret", token))) {
            assertThat(bad.get("public/hello")).isIn("400", "403");
            assertThat(forged.get("public/hello")).isEqualTo("403");
        }
    }

    @ParameterizedTest
    @CsvSource({"red, 200", "blue, 403"})
    void session_tags_in_the_form_of_the_pools_token_reach_conditions(String team, String expected) {
        String user = doors.openIdToken(people.signIn().id());
        String tagged = resigned(user, claims -> claims.putObject("https://aws.amazon.com/tags")
                .putObject("principal_tags")
                .putArray("team")
                .add(team));
        Http.Answer answer = ask(TAGGED, tagged);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try (Buckets user1 = new Buckets(ceph, credentials(answer.body()))) {
            assertThat(user1.get("public/hello")).isEqualTo(expected);
        }
        assertThat(assume(USER, tagged))
                .as("a role that does not trust sts:TagSession")
                .startsWith("403");
    }

    /** Last: afterwards the key that the tests hold is not the one that Ceph reads. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_rotated_key_is_the_first_that_the_service_reads() {
        String login = people.signIn().id();
        String old = doors.openIdToken(login);
        Http.Answer rotated =
                doors.admin("POST", "/identity-pools/keys/signing/rotate", Map.of(), people.administrator());
        assertThat(rotated.status()).as(rotated.body()).isLessThan(300);

        assertThat(doors.session(login).credentials().sessionToken()).isNotEmpty();
        assertThat(assume(USER, old))
                .as("Ceph looks at the first key of the JWKS only")
                .startsWith("403");
    }

    @Test
    void after_a_user_is_disabled_nothing_is_issued_and_what_was_issued_lives_on() {
        People.Person person = people.newPerson();
        String login = people.signIn(person).id();
        Doors.Session session = doors.session(login);

        people.disable(person);

        assertThat(doors.credentials(session.identity(), login).body()).contains("NotAuthorizedException");
        try (Buckets user = new Buckets(ceph, session.credentials())) {
            assertThat(user.get("public/hello")).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a b", "x\r\ny", "../admin"})
    void a_caller_cannot_choose_the_role_elsewhere(String role) {
        String identity = doors.identity(people.signIn().id());
        String login = people.signIn().id();

        assertThat(doors.cognito(
                                "GetCredentialsForIdentity",
                                Map.of(
                                        "IdentityId",
                                        identity,
                                        "CustomRoleArn",
                                        "arn:aws:iam::000000000000:role/" + role,
                                        "Logins",
                                        Map.of("cognito-idp.us-east-1.amazonaws.com/" + doors.userPoolId(), login)))
                        .status())
                .isEqualTo(400);
        assertThat(doors.bearer(people.signIn().access(), Map.of("roleArn", Iam.arn(TAGGED)))
                        .status())
                .isIn(400, 403);
    }

    private AwsSessionCredentials guest() {
        String identity = doors.cognito("GetId", Map.of("IdentityPoolId", doors.poolId()))
                .json()
                .path("IdentityId")
                .asText();
        Http.Answer answer = doors.cognito("GetCredentialsForIdentity", Map.of("IdentityId", identity));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode found = answer.json().path("Credentials");
        return AwsSessionCredentials.create(
                found.path("AccessKeyId").asText(),
                found.path("SecretKey").asText(),
                found.path("SessionToken").asText());
    }

    private AwsSessionCredentials bearer(String access, Map<String, ?> narrowing) {
        Http.Answer answer = doors.bearer(access, narrowing);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return AwsSessionCredentials.create(
                answer.json().path("AccessKeyId").asText(),
                answer.json().path("SecretAccessKey").asText(),
                answer.json().path("SessionToken").asText());
    }

    private String resigned(String token, Consumer<ObjectNode> change) {
        return DemoRealm.POOL_KEY.resign(token, change);
    }

    private String assume(String role, String token) {
        return Doors.stsVerdict(ask(role, token));
    }

    /** Asks the service itself, without Keycloak between. */
    private Http.Answer ask(String role, String token) {
        Map<String, String> form = new HashMap<>();
        form.put("Action", "AssumeRoleWithWebIdentity");
        form.put("Version", "2011-06-15");
        form.put("RoleArn", Iam.arn(role));
        form.put("RoleSessionName", "session");
        form.put("WebIdentityToken", token);
        return Http.form(ceph.endpoint().resolve("/"), form);
    }

    static AwsSessionCredentials credentials(String xml) {
        return AwsSessionCredentials.create(
                element(xml, "AccessKeyId"), element(xml, "SecretAccessKey"), element(xml, "SessionToken"));
    }

    private static String element(String xml, String name) {
        return xml.replaceAll("(?s).*<" + name + ">(.*)</" + name + ">.*", "$1");
    }

    private String otherPool() {
        return doors.poolId().substring(0, doors.poolId().length() - 12) + "000000000000";
    }

    private String issuer() {
        return doors.realm() + "/cognito-identity";
    }

    private String thumbprint() throws Exception {
        JsonNode keys =
                Http.get(doors.uri("/cognito-identity/.well-known/jwks")).json();
        byte[] certificate = Base64.getDecoder()
                .decode(keys.path("keys").path(0).path("x5c").path(0).asText());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
    }
}
