package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.testframework.annotations.InjectAdminEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.AdminEvents;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Who holds credentials of a pool administers as their policy says, and no further. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OperatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLES = "arn:aws:iam::000000000000:role/";
    private static final String OPERATOR = "Operator";
    private static final String GUEST = ROLES + "DemoGuest";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectAdminEvents
    AdminEvents events;

    private Doors doors;
    private People people;
    private SignedRequests operator;

    @BeforeEach
    void signInAsOperator() {
        doors = Doors.of(realm);
        people = new People(realm);
        String ownPool = "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/" + doors.poolId();
        put("/roles/" + OPERATOR, Map.of("policy", policy(ownPool), "trustedPools", List.of("demo")));
        ObjectNode pool = admin("GET", "/" + doors.poolId(), "").json().deepCopy();
        pool.putArray("requestableRoles").add(OPERATOR);
        put("/" + doors.poolId(), pool);
        operator = SignedRequests.s3(credentials(people.signIn()));
        events.clear();
    }

    @Test
    void what_the_policy_names_is_done_and_is_an_admin_event_of_the_user() {
        Http.Answer described = call("DescribeIdentityPool", Map.of("IdentityPoolId", doors.poolId()));
        assertThat(described.status()).as(described.body()).isEqualTo(200);
        assertThat(described.json().path("IdentityPoolName").asText()).isEqualTo("demo");

        Http.Answer set = setRoles(Map.of("authenticated", Doors.ROLE_ARN, "unauthenticated", GUEST));

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        AdminEventRepresentation event = Objects.requireNonNull(events.poll(), "no event");
        assertThat(event.getResourcePath()).isEqualTo("identity-pools/" + doors.poolId() + "/roles");
        assertThat(event.getAuthDetails().getUserId()).isNotEmpty();
        assertThat(event.getDetails().get("principal")).contains(":assumed-role/" + OPERATOR + "/");
    }

    @Test
    void what_the_policy_does_not_name_is_denied() {
        denied(call("DeleteIdentityPool", Map.of("IdentityPoolId", doors.poolId())), "DeleteIdentityPool");
        denied(call("ListIdentityPools", Map.of("MaxResults", 10)), "ListIdentityPools");
        String other = "us-east-1:00000000-0000-4000-8000-000000000000";
        denied(call("DescribeIdentityPool", Map.of("IdentityPoolId", other)), "DescribeIdentityPool");
        assertThat(events.poll()).isNull();
    }

    @Test
    void a_role_that_the_policy_does_not_let_pass_is_not_given_to_the_pool() {
        denied(setRoles(Map.of("authenticated", ROLES + OPERATOR)), "iam:PassRole on resource: " + ROLES + OPERATOR);

        Http.Answer roles = call("GetIdentityPoolRoles", Map.of("IdentityPoolId", doors.poolId()));
        assertThat(roles.json().path("Roles").path("authenticated").asText()).isEqualTo(Doors.ROLE_ARN);
    }

    @Test
    void a_pool_of_a_name_that_roles_trust_is_not_made() {
        Http.Answer made = create("made-by-operator");
        assertThat(made.status()).as(made.body()).isEqualTo(200);

        put("/roles/Waiting", Map.of("policy", policy("*"), "trustedPools", List.of("awaited")));
        denied(create("awaited"), "iam:PassRole on resource: " + ROLES + "Waiting");
        assertThat(admin("GET", "", "").body()).doesNotContain("awaited");
    }

    @Test
    void a_pools_caller_is_told_to_the_origins_of_that_pool_alone() {
        String foreign = "https://other.example.org";
        put(
                "/other",
                Map.of(
                        "name",
                        "other",
                        "bindings",
                        List.of(Map.of(
                                "name", "realm", "provider", "realm", "clientIds", List.of(DemoExport.OTHER_APP)))));
        allowOrigin(DemoExport.OTHER_APP, foreign);
        SignedRequests sts = operator.to("sts");

        assertThat(origin(sts, DemoExport.ORIGIN)).isEqualTo(DemoExport.ORIGIN);
        assertThat(origin(sts, foreign)).isEmpty();
        assertThat(origin(sts.in("eu-west-1"), foreign))
                .as("of a caller who proves no pool")
                .isEqualTo(foreign);
    }

    private String origin(SignedRequests signer, String origin) {
        return signer.post(doors.uri("/sts"), "Action=GetCallerIdentity&Version=2011-06-15", "Origin", origin)
                .header("access-control-allow-origin");
    }

    private void allowOrigin(String clientId, String origin) {
        var client = realm.admin().clients().findByClientId(clientId).get(0);
        client.setWebOrigins(List.of(origin));
        realm.admin().clients().get(client.getId()).update(client);
    }

    private static void denied(Http.Answer answer, String what) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("__type").asText()).isEqualTo("AccessDeniedException");
        assertThat(answer.body()).contains("is not authorized to perform", what);
    }

    private Http.Answer create(String name) {
        return call("CreateIdentityPool", Map.of("IdentityPoolName", name, "AllowUnauthenticatedIdentities", false));
    }

    private Http.Answer setRoles(Map<String, String> roles) {
        return call("SetIdentityPoolRoles", Map.of("IdentityPoolId", doors.poolId(), "Roles", roles));
    }

    private Http.Answer call(String operation, Map<String, Object> input) {
        return operator.cognito(
                doors.uri("/cognito-identity"),
                operation,
                JSON.valueToTree(input).toString());
    }

    private AwsSessionCredentials credentials(People.Tokens tokens) {
        Http.Answer answer = doors.bearer(tokens.access(), Map.of("roleArn", ROLES + OPERATOR));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return AwsSessionCredentials.create(
                answer.json().path("AccessKeyId").asText(),
                answer.json().path("SecretAccessKey").asText(),
                answer.json().path("SessionToken").asText());
    }

    /** See and set the roles of one pool, of those that it may pass: the demo's; make pools. */
    private static Map<String, Object> policy(String pool) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                        allow(
                                List.of(
                                        "cognito-identity:DescribeIdentityPool",
                                        "cognito-identity:GetIdentityPoolRoles",
                                        "cognito-identity:SetIdentityPoolRoles"),
                                pool),
                        allow(List.of("cognito-identity:CreateIdentityPool"), "*"),
                        allow(List.of("iam:PassRole"), ROLES + "Demo*")));
    }

    private static Map<String, Object> allow(List<String> actions, String resource) {
        return Map.of("Effect", "Allow", "Action", actions, "Resource", resource);
    }

    private void put(String path, Object body) {
        Http.Answer answer = admin("PUT", path, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    private Http.Answer admin(String method, String path, Object body) {
        return doors.admin(method, "/identity-pools" + path, body, people.administrator());
    }
}
