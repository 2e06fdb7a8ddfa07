package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.ClientScopeResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;
import org.keycloak.util.JsonSerialization;

/** Tokens of a client with the scope {@code cognito}, as it is shipped, and the roles that identity pools give by them. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class CognitoClaimsTest {
    private static final String APP = "cognito-app";
    private static final String ROLES = "cognito:roles";
    private static final String PREFERRED = "cognito:preferred_role";
    private static final String SECRET = "a-secret-of-the-tests";
    private static final String ARN = "arn:aws:iam::000000000000:role/";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private People people;

    @BeforeEach
    void clientWithTheScope() throws IOException {
        people = new People(realm);
        if (realm.admin().clients().findByClientId(APP).isEmpty()) {
            String scope = addScope();
            ClientRepresentation app = ClientBuilder.create(APP)
                    .publicClient()
                    .directAccessGrantsEnabled()
                    .build();
            try (Response made = realm.admin().clients().create(app)) {
                realm.admin().clients().get(ApiUtil.getCreatedId(made)).addDefaultClientScope(scope);
            }
        }
    }

    @Test
    void id_and_access_tokens_say_what_cognitos_say() {
        People.Person person = people.newPerson();
        String group = "readers-" + UUID.randomUUID();
        join(person, addGroup(group, null, null));
        People.Tokens tokens = people.signIn(person, APP);

        ObjectNode id = KnownKey.claims(tokens.id());
        ObjectNode access = KnownKey.claims(tokens.access());

        assertThat(id.path("token_use").asText()).isEqualTo("id");
        assertThat(id.path("cognito:username").asText()).isEqualTo(person.name());
        assertThat(id.path("cognito:groups").toString()).isEqualTo("[\"" + group + "\"]");
        assertThat(id.path("aud").asText()).isEqualTo(APP);
        assertThat(id.has("client_id")).isFalse();
        assertThat(id.has("version")).isFalse();
        assertThat(id.has("device_key")).isFalse();
        assertThat(id.has("username")).isFalse();
        assertThat(id.has(ROLES)).isFalse();
        assertThat(id.has(PREFERRED)).isFalse();
        assertThat(access.path("token_use").asText()).isEqualTo("access");
        assertThat(access.path("username").asText()).isEqualTo(person.name());
        assertThat(access.path("client_id").asText()).isEqualTo(APP);
        assertThat(access.path("version").toString()).as("a number").isEqualTo("2");
        assertThat(access.has("device_key"))
                .as("a password grant knows no device")
                .isFalse();
        assertThat(access.path("cognito:groups")).isEqualTo(id.path("cognito:groups"));
        assertThat(access.has("cognito:username")).isFalse();
        assertThat(access.path("origin_jti").asText()).isNotEmpty();
        assertThat(id.path("origin_jti")).isEqualTo(access.path("origin_jti"));
    }

    /** Keycloak asks nobody for the id, and tells nobody of links that it removes along with their provider. */
    @Test
    void a_link_without_an_id_has_tokens_and_nothing_of_it_outlives_its_provider() {
        String alias = "company-" + UUID.randomUUID();
        addProvider(alias);
        People.Person person = people.newPerson();
        UserResource user = people.user(person);
        long first = linkedSince(person, alias);

        realm.admin().identityProviders().get(alias).remove();
        assertThat(KnownKey.claims(people.signIn(person, APP).id()).has("identities"))
                .isFalse();
        addProvider(alias);
        long second = linkedSince(person, alias);

        assertThat(second).isGreaterThan(first);
        assertThat(user.credentials())
                .filteredOn(CognitoClaimsTest::isNoteOfLink)
                .hasSize(1);
        user.removeFederatedIdentity(alias);
        assertThat(user.getFederatedIdentity()).isEmpty();
        assertThat(user.credentials()).noneMatch(CognitoClaimsTest::isNoteOfLink);
    }

    /** It holds an id of theirs. */
    @Test
    void what_is_noted_of_a_link_goes_with_it_also_where_nobody_takes_notes_any_more() {
        String alias = "company-" + UUID.randomUUID();
        addProvider(alias);
        People.Person person = people.newPerson();
        UserResource user = people.user(person);
        linkedSince(person, alias);
        RealmRepresentation before = realm.admin().toRepresentation();
        ClientScopeResource scope = realm.admin().clientScopes().get(scope());
        ProtocolMapperRepresentation mapper = scope.getProtocolMappers().getMappers().stream()
                .filter(one -> one.getProtocolMapper().equals("oidc-cloakpool-identities-mapper"))
                .findFirst()
                .orElseThrow();
        try {
            bind("browser", "first broker login");
            scope.getProtocolMappers().delete(mapper.getId());

            user.removeFederatedIdentity(alias);

            assertThat(user.credentials()).noneMatch(CognitoClaimsTest::isNoteOfLink);
            FederatedIdentityRepresentation again = new FederatedIdentityRepresentation();
            again.setUserId("4711");
            user.addFederatedIdentity(alias, again).close();
            assertThat(user.credentials()).as("nobody would read it").noneMatch(CognitoClaimsTest::isNoteOfLink);
        } finally {
            bind(before.getBrowserFlow(), before.getFirstBrokerLoginFlow());
            mapper.setId(null);
            scope.getProtocolMappers().createMapper(mapper).close();
        }
    }

    private void bind(String browserFlow, String firstBrokerLoginFlow) {
        RealmRepresentation bindings = new RealmRepresentation();
        bindings.setBrowserFlow(browserFlow);
        bindings.setFirstBrokerLoginFlow(firstBrokerLoginFlow);
        realm.admin().update(bindings);
    }

    private static boolean isNoteOfLink(CredentialRepresentation credential) {
        return credential.getType().equals("cloakpool-link");
    }

    /** Links somebody without saying who they are at the provider. */
    private long linkedSince(People.Person person, String alias) {
        FederatedIdentityRepresentation account = new FederatedIdentityRepresentation();
        account.setUserName("ann");
        try (Response linked = people.user(person).addFederatedIdentity(alias, account)) {
            assertThat(linked.getStatus()).isEqualTo(204);
        }
        return Long.parseLong(KnownKey.claims(people.signIn(person, APP).id())
                .path("identities")
                .path(0)
                .path("dateCreated")
                .textValue());
    }

    @Test
    void id_tokens_tell_of_accounts_at_identity_providers() {
        String alias = "company-" + UUID.randomUUID();
        addProvider(alias);
        People.Person person = people.newPerson();
        assertThat(KnownKey.claims(people.signIn(person, APP).id()).has("identities"))
                .isFalse();
        UserResource user = realm.admin()
                .users()
                .get(realm.admin()
                        .users()
                        .searchByUsername(person.name(), true)
                        .get(0)
                        .getId());
        FederatedIdentityRepresentation account = new FederatedIdentityRepresentation();
        account.setUserId("4711");
        account.setUserName("ann");
        Instant before = Instant.now();
        try (Response linked = user.addFederatedIdentity(alias, account)) {
            assertThat(linked.getStatus()).isEqualTo(204);
        }

        People.Tokens tokens = people.signIn(person, APP);

        JsonNode identities = KnownKey.claims(tokens.id()).path("identities");
        String since = identities.path(0).path("dateCreated").textValue();
        assertThat(identities.toString())
                .isEqualTo("[{\"userId\":\"4711\",\"providerName\":\"" + alias
                        + "\",\"providerType\":\"OIDC\",\"issuer\":\"https://id.company.example\",\"primary\":\"false\","
                        + "\"dateCreated\":\"" + since + "\"}]");
        assertThat(Instant.ofEpochMilli(Long.parseLong(since))).isBetween(before, Instant.now());
        assertThat(KnownKey.claims(tokens.access()).has("identities")).isFalse();

        user.removeFederatedIdentity(alias);
        assertThat(user.credentials())
                .as("nothing is left of a link that is gone")
                .noneMatch(CognitoClaimsTest::isNoteOfLink);
    }

    private void addProvider(String alias) {
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(alias);
        provider.setProviderId("oidc");
        provider.setConfig(Map.of(
                "issuer", "https://id.company.example",
                "authorizationUrl", "https://id.company.example/authorize",
                "tokenUrl", "https://id.company.example/token",
                "clientId", "app",
                "clientSecret", "no-secret"));
        try (Response made = realm.admin().identityProviders().create(provider)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }

    /** Cognito's ReadAttributes: each client has its own list. */
    @Test
    void a_client_reads_the_attributes_that_its_mapper_lists() {
        People.Person person = people.newPerson();
        UserRepresentation changed = people.user(person).toRepresentation();
        changed.setAttributes(Map.of("plan", List.of("gold", "silver"), "secret", List.of("x")));
        profile(Set.of("admin"));
        people.user(person).update(changed);
        String reader = reader("plan, custom:unset");

        ObjectNode id = KnownKey.claims(people.signIn(person, reader).id());

        assertThat(id.path("custom:plan").textValue()).isEqualTo("gold");
        assertThat(id.has("custom:secret")).isFalse();
        assertThat(id.has("custom:unset")).isFalse();
        assertThat(KnownKey.claims(people.signIn(person, APP).id()).has("custom:plan"))
                .as("another client")
                .isFalse();
    }

    @Test
    void no_rule_of_an_identity_pool_stands_on_a_custom_attribute_that_users_write() {
        String reader = reader("plan");
        profile(Set.of("admin", "user"));

        assertThat(rule(reader).body()).contains("custom:plan", "their attribute 'plan'");

        profile(Set.of("admin"));
        assertThat(rule(reader).status()).isEqualTo(201);
    }

    private Http.Answer rule(String client) {
        String pool = "by-plan-" + UUID.randomUUID();
        return Doors.of(realm)
                .admin(
                        "PUT",
                        "/identity-pools/" + pool,
                        Map.of(
                                "name",
                                pool,
                                "bindings",
                                List.of(Map.of(
                                        "name",
                                        "realm",
                                        "clientIds",
                                        List.of(client),
                                        "roleMapping",
                                        Map.of(
                                                "type",
                                                "rules",
                                                "ambiguousRoleResolution",
                                                "deny",
                                                "rules",
                                                List.of(Map.of(
                                                        "claim",
                                                        "custom:plan",
                                                        "value",
                                                        "gold",
                                                        "role",
                                                        "Gold" + pool))))),
                                "roles",
                                List.of(role("Gold" + pool, pool))),
                        people.administrator());
    }

    /** A client that may read attributes, as docs/tokens.md has it. */
    private String reader(String attributes) {
        ProtocolMapperRepresentation custom = new ProtocolMapperRepresentation();
        custom.setName("custom attributes");
        custom.setProtocol("openid-connect");
        custom.setProtocolMapper("oidc-cloakpool-custom-attributes-mapper");
        custom.setConfig(
                Map.of("custom.attributes", attributes, "id.token.claim", "true", "access.token.claim", "false"));
        ClientRepresentation client = ClientBuilder.create("reader-" + UUID.randomUUID())
                .publicClient()
                .directAccessGrantsEnabled()
                .build();
        client.setProtocolMappers(List.of(custom));
        try (Response made = realm.admin().clients().create(client)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        return client.getClientId();
    }

    /** Who may write the attribute {@code plan}; {@code secret} is administrators' in any case. */
    private void profile(Set<String> editors) {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        for (String name : List.of("plan", "secret")) {
            UPAttribute attribute = new UPAttribute(name);
            attribute.setMultivalued(true);
            attribute.setPermissions(
                    new UPAttributePermissions(Set.of("admin"), name.equals("plan") ? editors : Set.of("admin")));
            profile.addOrReplaceAttribute(attribute);
        }
        realm.admin().users().userProfile().update(profile);
    }

    @Test
    void all_tokens_of_a_sign_in_have_its_origin_and_no_other_has() {
        People.Person person = people.newPerson();
        People.Tokens first = people.signIn(person, APP);
        People.Tokens refreshed = people.refresh(first, APP);
        People.Tokens second = people.signIn(person, APP);

        assertThat(origin(refreshed.access())).isEqualTo(origin(first.access()));
        assertThat(origin(refreshed.id())).isEqualTo(origin(first.access()));
        assertThat(origin(second.access())).isNotEqualTo(origin(first.access()));
        assertThat(UUID.fromString(event(first.access()))).isNotNull();
        assertThat(event(first.id())).isEqualTo(event(first.access()));
        assertThat(event(refreshed.access())).as("a refresh is no sign-in").isEqualTo(event(first.access()));
        assertThat(event(refreshed.id())).isEqualTo(event(first.access()));
        assertThat(event(second.access())).isNotEqualTo(event(first.access()));
    }

    /** Nobody signed in, and the session is not kept. */
    @Test
    void token_of_a_client_itself_has_no_origin() {
        String machine =
                addClient(ClientBuilder.create("machine-" + UUID.randomUUID()).serviceAccountsEnabled());
        ObjectNode access = KnownKey.claims(people.clientToken(machine, SECRET));

        assertThat(access.path("token_use").asText()).isEqualTo("access");
        assertThat(access.path("client_id").asText()).isEqualTo(machine);
        assertThat(access.has("origin_jti")).isFalse();
        assertThat(access.has("event_id")).isFalse();
        assertThat(access.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void introspection_says_what_the_access_token_says() {
        String api = addClient(ClientBuilder.create("api-" + UUID.randomUUID()).directAccessGrantsEnabled());
        Map<String, String> client = Map.of("client_id", api, "client_secret", SECRET);
        Map<String, String> signIn = new HashMap<>(client);
        People.Person person = people.newPerson();
        join(person, addGroup("readers-" + UUID.randomUUID(), null, null));
        signIn.putAll(Map.of("grant_type", "password", "username", person.name(), "password", People.PASSWORD));
        String token = post("token", signIn).path("access_token").asText();
        Map<String, String> question = new HashMap<>(client);
        question.put("token", token);

        JsonNode answer = post("token/introspect", question);

        assertThat(answer.path("active").asBoolean()).isTrue();
        ObjectNode access = KnownKey.claims(token);
        for (String claim :
                List.of("token_use", "username", "cognito:groups", "origin_jti", "event_id", "client_id", "version")) {
            assertThat(access.has(claim)).as(claim).isTrue();
            assertThat(answer.path(claim)).as(claim).isEqualTo(access.path(claim));
        }
    }

    private JsonNode post(String path, Map<String, String> form) {
        Http.Answer answer = Http.form(URI.create(realm.getBaseUrl() + "/protocol/openid-connect/" + path), form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Who introspects a token must be of its audience. */
    private static ProtocolMapperRepresentation audience(String client) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("audience");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-audience-mapper");
        mapper.setConfig(Map.of("included.client.audience", client, "access.token.claim", "true"));
        return mapper;
    }

    /** A client with a secret and the scope. */
    private String addClient(ClientBuilder client) {
        ClientRepresentation made = client.secret(SECRET).build();
        try (Response answer = realm.admin().clients().create(made)) {
            ClientResource stored = realm.admin().clients().get(ApiUtil.getCreatedId(answer));
            stored.addDefaultClientScope(scope());
            stored.getProtocolMappers()
                    .createMapper(audience(made.getClientId()))
                    .close();
            return made.getClientId();
        }
    }

    @Test
    void client_without_the_scope_gets_none_of_it() {
        ObjectNode access = KnownKey.claims(people.signIn().access());

        assertThat(List.of("token_use", "username", "client_id", "origin_jti", "cognito:groups"))
                .noneMatch(access::has);
    }

    @Test
    void roles_of_groups_stand_in_the_id_token_by_precedence() {
        People.Person person = people.newPerson();
        join(person, addGroup("staff-" + UUID.randomUUID(), ARN + "Staff", "5"));
        join(person, addGroup("admins-" + UUID.randomUUID(), ARN + "Admin", "1"));
        join(person, addGroup("others-" + UUID.randomUUID(), "no role", "0"));
        People.Tokens tokens = people.signIn(person, APP);

        ObjectNode id = KnownKey.claims(tokens.id());

        assertThat(id.path(ROLES).toString()).isEqualTo("[\"" + ARN + "Admin\",\"" + ARN + "Staff\"]");
        assertThat(id.path(PREFERRED).asText()).isEqualTo(ARN + "Admin");
        assertThat(KnownKey.claims(tokens.access()).has(ROLES)).isFalse();
        join(person, addGroup("rivals-" + UUID.randomUUID(), ARN + "Rival", "1"));
        ObjectNode tied = KnownKey.claims(people.signIn(person, APP).id());
        assertThat(tied.has(PREFERRED)).isFalse();
        assertThat(tied.path(ROLES)).hasSize(3);
    }

    @Test
    void member_of_a_group_below_has_the_role_of_the_one_above() {
        People.Person person = people.newPerson();
        GroupRepresentation above = addGroup("above-" + UUID.randomUUID(), ARN + "Above", null);
        GroupRepresentation below = new GroupRepresentation();
        below.setName("below");
        try (Response made = realm.admin().groups().group(above.getId()).subGroup(below)) {
            people.user(person).joinGroup(ApiUtil.getCreatedId(made));
        }

        assertThat(KnownKey.claims(people.signIn(person, APP).id())
                        .path(PREFERRED)
                        .asText())
                .isEqualTo(ARN + "Above");
    }

    /** Groups with roles, as people have them from Cognito, decide at an identity pool that maps by token. */
    @Test
    void identity_pool_gives_the_preferred_role() {
        String pool = "by-token-" + UUID.randomUUID();
        Doors demo = Doors.of(realm);
        Http.Answer made = demo.admin(
                "PUT",
                "/identity-pools/" + pool,
                Map.of(
                        "name",
                        pool,
                        "bindings",
                        List.of(Map.of(
                                "name",
                                "realm",
                                "clientIds",
                                List.of(APP),
                                "roleMapping",
                                Map.of("type", "token", "ambiguousRoleResolution", "deny"))),
                        "roles",
                        List.of(role("Reader" + pool, pool), role("Writer" + pool, pool))),
                people.administrator());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("warnings")).isEmpty();
        Doors doors = demo.ofPool(made.json().path("id").asText());
        People.Person person = people.newPerson();
        join(person, addGroup("readers-" + UUID.randomUUID(), ARN + "Reader" + pool, "2"));
        join(person, addGroup("writers-" + UUID.randomUUID(), ARN + "Writer" + pool, "1"));
        String token = people.signIn(person, APP).id();

        assertThat(doors.callerIdentity(doors.session(token).signer().to("sts")).body())
                .contains("assumed-role/Writer" + pool + "/");
        String nobody = people.signIn(people.newPerson(), APP).id();
        assertThat(doors.credentials(doors.identity(nobody), nobody).body()).contains("NotAuthorizedException");
        String access = people.signIn(person, APP).access();
        assertThat(doors.getId(access).status())
                .as("an access token is no login")
                .isEqualTo(400);
    }

    private static Map<String, Object> role(String name, String pool) {
        return Map.of(
                "name",
                name,
                "trustedPools",
                List.of(pool),
                "policy",
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Cluster.statement("s3:GetObject", "arn:aws:s3:::demo/*"))));
    }

    private static String event(String token) {
        return KnownKey.claims(token).path("event_id").asText();
    }

    private static String origin(String token) {
        return KnownKey.claims(token).path("origin_jti").asText();
    }

    private void join(People.Person person, GroupRepresentation group) {
        people.user(person).joinGroup(group.getId());
    }

    private GroupRepresentation addGroup(String name, @Nullable String roleArn, @Nullable String precedence) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        Map<String, List<String>> attributes = new HashMap<>();
        if (roleArn != null) {
            attributes.put("roleArn", List.of(roleArn));
        }
        if (precedence != null) {
            attributes.put("precedence", List.of(precedence));
        }
        group.setAttributes(attributes);
        try (Response made = realm.admin().groups().add(group)) {
            group.setId(ApiUtil.getCreatedId(made));
            return group;
        }
    }

    private String scope() {
        return realm.admin().clientScopes().findAll().stream()
                .filter(scope -> scope.getName().equals("cognito"))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private String addScope() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                        CognitoClaimsTest.class.getResourceAsStream("/realm-exports/client-scopes/cognito.json"));
                Response made = realm.admin()
                        .clientScopes()
                        .create(JsonSerialization.readValue(file, ClientScopeRepresentation.class))) {
            return ApiUtil.getCreatedId(made);
        }
    }
}
