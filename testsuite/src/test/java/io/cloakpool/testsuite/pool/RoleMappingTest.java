package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.Events;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.AmbiguousRoleResolutionType;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRule;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRuleMatchType;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMappingType;

/** Roles and tags by the claims of tokens that Keycloak's own mappers make, from groups and their attributes. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class RoleMappingTest {
    private static final String APP = "mapped-app";
    private static final String POOL = "mapped";
    private static final String ROLE_ARN = "arn:aws:iam::000000000000:role/";
    private static final Map<String, Object> RULES = Map.of(
            "type", "rules",
            "ambiguousRoleResolution", "authenticated_role",
            "rules",
                    List.of(
                            Map.of("claim", "groups", "value", "nobody", "role", "Plain"),
                            Map.of("claim", "groups", "matchType", "contains", "value", "staff", "role", "Staff")));
    private static final Map<String, Object> TAGS = Map.of("tags", Map.of("team", "team"));

    /** A node remembers for a second who writes a claim. */
    private static final Duration MEMORY = Duration.ofMillis(1_500);

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectEvents
    Events events;

    private boolean usersWriteTheirTeam;
    private Doors doors;
    private People people;
    private String administrator;

    @BeforeEach
    void map() {
        people = new People(realm);
        administrator = people.administrator();
        if (realm.admin().clients().findByClientId(APP).isEmpty()) {
            addClient();
            addGroup("staff", "blue");
            addGroup("notstaff", "red");
        }
        Doors demo = Doors.of(realm);
        Http.Answer pool = put(demo, RULES, TAGS);
        assertThat(pool.status()).as(pool.body()).isIn(200, 201);
        doors = demo.ofPool(pool.json().path("id").asText());
    }

    @AfterEach
    void forbidUsersTheirTeam() {
        if (usersWriteTheirTeam) {
            profile(Set.of("admin"));
            // Else the next test would meet what the server remembers of this one.
            LockSupport.parkNanos(MEMORY.toNanos());
        }
    }

    @Test
    void member_of_a_group_gets_the_role_of_the_rule_and_the_tag_of_the_group() {
        Doors.Session session = doors.session(member("staff").id());

        assertThat(callerArn(session))
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/Staff/CognitoIdentityCredentials");
        assertThat(verdict(session, "/demo/teams/blue/plan")).isEqualTo("200");
        assertThat(verdict(session, "/demo/teams/red/plan")).isEqualTo("403 AccessDenied");
    }

    @Test
    void bearer_door_chooses_by_the_same_rule() {
        People.Tokens tokens = member("staff");

        assertThat(doors.bearer(tokens.access()).json().path("RoleArn").asText())
                .isEqualTo(ROLE_ARN + "Staff");
        Http.Answer plain = doors.bearer(tokens.access(), Map.of("roleArn", ROLE_ARN + "Plain"));
        assertThat(plain.status()).as(plain.body()).isEqualTo(403);
    }

    @Test
    void group_whose_name_only_holds_the_value_gives_no_more_than_the_default() {
        Doors.Session session = doors.session(member("notstaff").id());

        assertThat(callerArn(session)).contains("assumed-role/Plain/");
        assertThat(verdict(session, "/demo/teams/red/plan")).isEqualTo("403 AccessDenied");
    }

    @Test
    void claim_that_users_may_write_is_refused_at_save_and_inert_at_use() {
        Map<String, Object> byTeam =
                Map.of("type", "rules", "rules", List.of(Map.of("claim", "team", "value", "blue", "role", "Staff")));
        String token = member("staff").id();
        Http.Answer saved = put(doors, byTeam, TAGS);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(saved.json().path("warnings")).isEmpty();
        assertThat(callerArn(doors.session(token))).contains("assumed-role/Staff/");

        usersWriteTheirTeam = true;
        profile(Set.of("admin", "user"));

        String identity = doors.identity(token);
        eventually(() -> assertThat(doors.credentials(identity, token).body()).contains("NotAuthorizedException"));
        assertThat(get().path("warnings").toString())
                .contains("claim 'team' can be written by the users: mapper 'team' of client 'mapped-app'");
        // What is stored already stays; the same anew is refused.
        assertThat(put(doors, byTeam, TAGS).status()).isEqualTo(200);
        assertThat(put(doors, RULES, null).status()).isEqualTo(200);
        Http.Answer refused = put(doors, byTeam, null);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("roleMapping of binding 'realm': claim 'team' can be written");
        assertThat(put(doors, RULES, TAGS).body()).contains("tagMapping of binding 'realm': claim 'team'");
    }

    @Test
    void sdk_sets_and_reads_role_mappings_and_tags() {
        RoleMapping mapping = RoleMapping.builder()
                .type(RoleMappingType.RULES)
                .ambiguousRoleResolution(AmbiguousRoleResolutionType.DENY)
                .rulesConfiguration(rules -> rules.rules(MappingRule.builder()
                        .claim("groups")
                        .matchType(MappingRuleMatchType.EQUALS)
                        .value("notstaff")
                        .roleARN(ROLE_ARN + "Staff")
                        .build()))
                .build();
        String provider = "cognito-idp.us-east-1.amazonaws.com/" + doors.userPoolId();
        Map<String, RoleMapping> mappings = Map.of(provider + ":" + APP, mapping);
        try (CognitoIdentityClient sdk = sdk()) {
            sdk.setIdentityPoolRoles(set -> set.identityPoolId(doors.poolId())
                    .roles(Map.of("authenticated", ROLE_ARN + "Plain"))
                    .roleMappings(mappings));
            sdk.setPrincipalTagAttributeMap(set -> set.identityPoolId(doors.poolId())
                    .identityProviderName(provider)
                    .useDefaults(true));

            assertThat(sdk.getIdentityPoolRoles(get -> get.identityPoolId(doors.poolId()))
                            .roleMappings())
                    .isEqualTo(mappings);
            assertThat(sdk.getPrincipalTagAttributeMap(
                                    get -> get.identityPoolId(doors.poolId()).identityProviderName(provider))
                            .principalTags())
                    .isEqualTo(Map.of("username", "sub", "client", "aud"));
            assertThatThrownBy(() -> sdk.getPrincipalTagAttributeMap(
                            get -> get.identityPoolId(doors.poolId()).identityProviderName("accounts.google.com")))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> sdk.setIdentityPoolRoles(set -> set.identityPoolId(doors.poolId())
                            .roles(Map.of())
                            .roleMappings(Map.of(
                                    provider,
                                    mapping.toBuilder()
                                            .ambiguousRoleResolution((String) null)
                                            .build()))))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("AmbiguousRoleResolution is required");
        }
        assertThat(callerArn(doors.session(member("notstaff").id()))).contains("assumed-role/Staff/");
        Http.Answer denied = doors.credentials(
                doors.identity(member("staff").id()), member("staff").id());
        assertThat(denied.status()).isEqualTo(400);
    }

    @Test
    void sdk_asks_for_a_role_out_of_those_that_match() {
        String token = member("staff").id();
        String identity = doors.identity(token);
        Map<String, String> logins = Map.of("cognito-idp.us-east-1.amazonaws.com/" + doors.userPoolId(), token);
        try (CognitoIdentityClient sdk = sdk()) {
            assertThat(sdk.getCredentialsForIdentity(get ->
                                    get.identityId(identity).logins(logins).customRoleArn(ROLE_ARN + "Staff"))
                            .credentials()
                            .sessionToken())
                    .isNotEmpty();
            assertThatThrownBy(() -> sdk.getCredentialsForIdentity(
                            get -> get.identityId(identity).logins(logins).customRoleArn(ROLE_ARN + "Plain")))
                    .isInstanceOfSatisfying(
                            CognitoIdentityException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotAuthorizedException"));
        }
    }

    @Test
    void explanation_names_rule_role_and_tags_and_nothing_of_the_token() {
        String token = member("staff").id();
        String before = identities();
        events.clear();

        Http.Answer answer = explain(Map.of("token", token), administrator);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode said = answer.json();
        assertThat(said.path("role").asText()).isEqualTo("Staff");
        assertThat(said.path("roleArn").asText()).isEqualTo(ROLE_ARN + "Staff");
        assertThat(said.path("decidedBy").asText()).isEqualTo("rule:realm/rules/1");
        assertThat(said.path("tags").toString()).isEqualTo("{\"team\":\"blue\"}");
        assertThat(said.path("considered").toString())
                .isEqualTo("[{\"binding\":\"realm\",\"subject\":\"/rules/0\",\"verdict\":\"different\"},"
                        + "{\"binding\":\"realm\",\"subject\":\"/rules/1\",\"verdict\":\"matched\"}]");
        assertThat(answer.body()).doesNotContain(token.substring(token.lastIndexOf('.')), "@example.com");
        assertThat(events.poll()).isNull();
        assertThat(identities()).isEqualTo(before);
    }

    @Test
    void explanation_takes_claims_and_says_why_there_is_no_role() {
        Http.Answer denied = explain(
                Map.of("claims", Map.of("groups", List.of("staff"), "team", "blue"), "roleArn", ROLE_ARN + "Plain"),
                administrator);

        assertThat(denied.json().path("refused").asText()).isEqualTo("role_not_allowed");
        assertThat(denied.json().path("considered").toString()).contains("not_requested");
        assertThat(explain(Map.of("claims", Map.of()), administrator)
                        .json()
                        .path("decidedBy")
                        .asText())
                .isEqualTo("default:authenticated");
        assertThat(explain(Map.of("token", "no.such.token"), administrator)
                        .json()
                        .path("refused")
                        .asText())
                .isEqualTo("login_invalid");
        assertThat(explain(Map.of(), administrator).status()).isEqualTo(400);
        assertThat(explain(Map.of("claims", Map.of()), people.signIn().access()).status())
                .isEqualTo(403);
        assertThat(Http.json("POST", doors.admin("/identity-pools/" + POOL + "/explain"), Map.of())
                        .status())
                .isEqualTo(401);
    }

    private static void eventually(Runnable assertion) {
        Instant end = Instant.now().plus(MEMORY);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private Http.Answer explain(Map<String, ?> body, String accessToken) {
        return doors.admin("POST", "/identity-pools/" + POOL + "/explain", body, accessToken);
    }

    private String identities() {
        return doors.admin("GET", "/identity-pools/identities?pool=" + POOL, "", administrator)
                .body();
    }

    private JsonNode get() {
        return doors.admin("GET", "/identity-pools/" + POOL, "", administrator).json();
    }

    private Http.Answer put(Doors at, Map<String, Object> roleMapping, @Nullable Map<String, Object> tagMapping) {
        Map<String, Object> binding =
                new HashMap<>(Map.of("name", "realm", "clientIds", List.of(APP), "roleMapping", roleMapping));
        if (tagMapping != null) {
            binding.put("tagMapping", tagMapping);
        }
        return at.admin(
                "PUT",
                "/identity-pools/" + POOL,
                Map.of(
                        "name",
                        POOL,
                        "authenticatedRole",
                        "Plain",
                        "bindings",
                        List.of(binding),
                        "roles",
                        List.of(role("Plain", "nothing"), role("Staff", "teams/${aws:PrincipalTag/team}"))),
                administrator);
    }

    private static Map<String, Object> role(String name, String prefix) {
        return Map.of(
                "name", name,
                "trustedPools", List.of(POOL),
                "policy",
                        Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                List.of(Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "s3:GetObject",
                                        "Resource",
                                        "arn:aws:s3:::demo/" + prefix + "/*"))));
    }

    private String verdict(Doors.Session session, String path) {
        return GatewayCalls.verdict(doors.gateway().ask(session.signer(), path));
    }

    private String callerArn(Doors.Session session) {
        return doors.callerIdentity(session.signer().to("sts")).body().replaceAll("(?s).*<Arn>(.*)</Arn>.*", "$1");
    }

    private People.Tokens member(String group) {
        People.Person person = people.newPerson();
        people.user(person)
                .joinGroup(realm.admin()
                        .groups()
                        .groups(group, true, 0, 1, true)
                        .get(0)
                        .getId());
        return people.signIn(person, APP);
    }

    private CognitoIdentityClient sdk() {
        return CognitoIdentityClient.builder()
                .endpointOverride(doors.uri("/cognito-identity"))
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("pooladmin", DemoExport.SECRETS.pooladmin())))
                .build();
    }

    private void addClient() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(APP);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setProtocolMappers(List.of(
                mapper("groups", "oidc-group-membership-mapper", Map.of("full.path", "false")),
                mapper("team", "oidc-usermodel-attribute-mapper", Map.of("user.attribute", "team"))));
        try (Response made = realm.admin().clients().create(client)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }

    private static ProtocolMapperRepresentation mapper(String claim, String type, Map<String, String> more) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(claim);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(type);
        Map<String, String> config =
                new HashMap<>(Map.of("claim.name", claim, "id.token.claim", "true", "access.token.claim", "true"));
        config.putAll(more);
        mapper.setConfig(config);
        return mapper;
    }

    private void addGroup(String name, String team) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        group.setAttributes(Map.of("team", List.of(team)));
        try (Response made = realm.admin().groups().add(group)) {
            ApiUtil.getCreatedId(made);
        }
    }

    /** Says who may write the attribute {@code team} of a user. */
    private void profile(Set<String> editors) {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        UPAttribute team = new UPAttribute("team");
        team.setPermissions(new UPAttributePermissions(Set.of("admin", "user"), editors));
        profile.addOrReplaceAttribute(team);
        realm.admin().users().userProfile().update(profile);
    }
}
