package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Get- and SetIdentityPoolRoles with role mappings, Get- and SetPrincipalTagAttributeMap. */
final class MappingOperationsTest {
    private static final String PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi";
    private static final String ROLE = "arn:aws:iam::123456789012:role/";
    private static final String TOKEN = "{'Type':'Token','AmbiguousRoleResolution':'Deny'}";
    private static final String RULES =
            "{'Type':'Rules','AmbiguousRoleResolution':'AuthenticatedRole','RulesConfiguration':{'Rules':["
                    + "{'Claim':'groups','MatchType':'StartsWith','Value':'st','RoleARN':'" + ROLE + "extra'},"
                    + "{'Claim':'groups','MatchType':'NotEqual','Value':'x','RoleARN':'" + ROLE + "user'}]}}";

    private final World world = new World(TestData.settings());
    private final PoolAdministration pools = new PoolAdministration(
            world.pools, world.pools, world.identities, world.claimTrust, world.names(), world.clock);
    private final RecordingAdministrator administrator = new RecordingAdministrator();

    @Test
    void role_mappings_are_stored_by_name_and_shown_as_they_were_sent() {
        setRoles("'" + PROVIDER + ":webapp':" + RULES);

        assertThat(binding().roleMapping())
                .isEqualTo(new RoleMapping(
                        RoleMapping.Type.RULES,
                        RoleMapping.AmbiguousRole.AUTHENTICATED_ROLE,
                        List.of(
                                new RoleRule("groups", RoleRule.MatchType.STARTS_WITH, "st", "extra"),
                                new RoleRule("groups", RoleRule.MatchType.NOT_EQUAL, "x", "user"))));
        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings"))
                .isEqualTo(json("{'" + PROVIDER + ":webapp':" + RULES + "}"));
        assertThat(administrator.changes).containsExactly("UPDATE identity-pools/" + TestData.POOL_ID + "/roles");
    }

    @Test
    void mapping_by_token_has_no_rules() {
        setRoles("'" + PROVIDER + "':" + TOKEN);

        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings"))
                .isEqualTo(json("{'" + PROVIDER + ":webapp':" + TOKEN + "}"));
    }

    @Test
    void roles_without_mappings_take_the_mappings_away() {
        setRoles("'" + PROVIDER + ":webapp':" + RULES);
        setRoles("");

        assertThat(binding().roleMapping()).isNull();
        assertThat(run("GetIdentityPoolRoles", "").has("RoleMappings")).isFalse();
    }

    @Test
    void all_clients_of_a_provider_have_one_mapping() {
        clients("webapp", "mobile");

        refused(Reason.INVALID_PARAMETER, "all clients", "'" + PROVIDER + ":webapp':" + RULES);
        refused(
                Reason.INVALID_PARAMETER,
                "all clients",
                "'" + PROVIDER + ":webapp':" + RULES + ",'" + PROVIDER + ":mobile':" + TOKEN);
        assertThat(binding().roleMapping()).isNull();

        setRoles("'" + PROVIDER + ":webapp':" + RULES + ",'" + PROVIDER + ":mobile':" + RULES);
        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(PROVIDER + ":mobile", PROVIDER + ":webapp");
        setRoles("'id.example/realms/demo':" + TOKEN);
        assertThat(Objects.requireNonNull(binding().roleMapping()).type()).isEqualTo(RoleMapping.Type.TOKEN);
    }

    @Test
    void openid_connect_and_saml_providers_are_named_by_their_arn_and_public_ones_by_their_domain() {
        String corp = "arn:aws:iam::123456789012:oidc-provider/corp.example";
        String adfs = "arn:aws:iam::123456789012:saml-provider/adfs";
        world.providers.saml("adfs");
        world.providers.openIdConnect("corp");
        world.providers.custom("chat");
        pools.update(
                TestData.POOL_ID,
                old -> new PoolDefinition(
                        TestData.settings().build(),
                        List.of(
                                new BindingSettings(
                                        "corp",
                                        LoginProvider.of(Kind.OIDC, "corp"),
                                        Set.of(),
                                        true,
                                        null,
                                        null,
                                        SamlSettings.NONE),
                                new BindingSettings(
                                        "adfs",
                                        LoginProvider.of(Kind.SAML, "adfs"),
                                        Set.of(),
                                        true,
                                        null,
                                        null,
                                        SamlSettings.NONE),
                                new BindingSettings(
                                        "google",
                                        LoginProvider.of(Kind.GOOGLE),
                                        Set.of("app"),
                                        true,
                                        null,
                                        null,
                                        SamlSettings.NONE),
                                new BindingSettings(
                                        "chat",
                                        LoginProvider.of(Kind.CUSTOM, "chat"),
                                        Set.of("app"),
                                        true,
                                        null,
                                        null,
                                        SamlSettings.NONE),
                                new BindingSettings(
                                        "amazon",
                                        LoginProvider.of(Kind.AMAZON),
                                        Set.of("app"),
                                        true,
                                        null,
                                        null,
                                        SamlSettings.NONE)),
                        List.of()));

        setRoles("'" + corp + "':" + TOKEN + ",'accounts.google.com':" + RULES);

        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings"))
                .isEqualTo(json("{'" + corp + "':" + TOKEN + ",'accounts.google.com':" + RULES + "}"));
        setRoles("'corp.example':" + TOKEN);
        setRoles("'www.amazon.com':" + TOKEN + ",'chat.example':" + RULES);
        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings"))
                .isEqualTo(json("{'www.amazon.com':" + TOKEN + ",'chat.example':" + RULES + "}"));
        setRoles("'" + adfs + "':" + RULES);
        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings"))
                .isEqualTo(json("{'" + adfs + "':" + RULES + "}"));
        refused(Reason.INVALID_PARAMETER, "does not accept", "'accounts.google.com:app':" + TOKEN);
        refused(Reason.INVALID_PARAMETER, "does not accept", "'appleid.apple.com':" + TOKEN);
    }

    @Test
    void mapping_of_more_clients_than_a_map_may_hold_is_shown_by_the_plain_provider() {
        clients(IntStream.range(0, 11).mapToObj(i -> "app" + i).toArray(String[]::new));

        setRoles("'" + PROVIDER + "':" + TOKEN);

        assertThat(run("GetIdentityPoolRoles", "").path("RoleMappings").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(PROVIDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROVIDER + ":other", "accounts.google.com", PROVIDER + "webapp", PROVIDER + ":"})
    void mapping_for_a_provider_that_the_pool_does_not_accept_is_refused(String key) {
        refused(Reason.INVALID_PARAMETER, "does not accept", "'" + key + "':" + TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Type':'Token'}|AmbiguousRoleResolution is required",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny'}|RulesConfiguration is required",
                "{'Type':'Token','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':[]}}|RulesConfiguration is required",
            })
    void mapping_that_lacks_what_its_type_needs_is_refused(String mapping, String message) {
        refused(Reason.INVALID_PARAMETER, message, "'" + PROVIDER + "':" + mapping);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Type':'token','AmbiguousRoleResolution':'Deny'}",
                "{'Type':'Token','AmbiguousRoleResolution':'deny'}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':[]}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':[{}]}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':["
                        + "{'Claim':'a b','MatchType':'Equals','Value':'x','RoleARN':'" + ROLE + "user'}]}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':["
                        + "{'Claim':'a','MatchType':'EndsWith','Value':'x','RoleARN':'" + ROLE + "user'}]}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':["
                        + "{'Claim':'a','MatchType':'Equals','Value':'','RoleARN':'" + ROLE + "user'}]}}",
                "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':["
                        + "{'Claim':'a','MatchType':'Equals','Value':'x','RoleARN':'user'}]}}"
            })
    void mapping_that_breaks_the_model_is_refused(String mapping) {
        assertThatThrownBy(() -> setRoles("'" + PROVIDER + "':" + mapping)).isInstanceOf(JsonInputException.class);
        assertThat(binding().roleMapping()).isNull();
    }

    @Test
    void at_most_400_rules_are_taken() {
        setRoles("'" + PROVIDER + "':" + rules(400));
        assertThat(Objects.requireNonNull(binding().roleMapping()).rules()).hasSize(400);
        assertThatThrownBy(() -> setRoles("'" + PROVIDER + "':" + rules(401)))
                .isInstanceOf(JsonInputException.class)
                .hasMessageContaining("less than or equal to 400");
    }

    @Test
    void role_of_another_account_or_none_is_refused() {
        refused(
                Reason.INVALID_PARAMETER,
                "must be named as",
                "'" + PROVIDER + "':" + RULES.replace("123456789012", "9".repeat(12)));
        refused(
                Reason.INVALID_PARAMETER,
                "does not exist",
                "'" + PROVIDER + "':" + RULES.replace("role/extra", "role/gone"));
    }

    @Test
    void rule_over_a_claim_that_users_write_is_refused() {
        world.claimTrust.writable.add("webapp/groups");

        refused(Reason.INVALID_PARAMETER, "claim 'groups' can be written by the users", "'" + PROVIDER + "':" + RULES);
    }

    @Test
    void tags_are_stored_and_shown_for_the_name_that_was_asked() {
        JsonNode set = setTags(PROVIDER, ",'PrincipalTags':{'team':'groups','Cost Center':'cc'}");

        assertThat(set)
                .isEqualTo(json("{'IdentityPoolId':'" + TestData.POOL_ID + "','IdentityProviderName':'" + PROVIDER
                        + "','UseDefaults':false,'PrincipalTags':{'Cost Center':'cc','team':'groups'}}"));
        assertThat(getTags(PROVIDER)).isEqualTo(set);
        assertThat(getTags(PROVIDER + ":webapp").path("PrincipalTags")).isEqualTo(set.path("PrincipalTags"));
        assertThat(administrator.changes)
                .containsExactly("UPDATE identity-pools/" + TestData.POOL_ID + "/principal-tags");
    }

    @Test
    void defaults_are_told_and_may_be_sent_back() {
        JsonNode set = setTags(PROVIDER, ",'UseDefaults':true");

        assertThat(set.path("UseDefaults").asBoolean()).isTrue();
        assertThat(set.path("PrincipalTags")).isEqualTo(json("{'client':'aud','username':'sub'}"));
        assertThat(setTags(PROVIDER, ",'UseDefaults':true,'PrincipalTags':{'username':'sub','client':'aud'}"))
                .isEqualTo(set);
        assertThat(binding().tagMapping()).isEqualTo(new TagMapping(true, Map.of()));
        assertThatThrownBy(() -> setTags(PROVIDER, ",'UseDefaults':true,'PrincipalTags':{'a':'b'}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void defaults_of_amazon_name_the_claim_that_amazon_has() {
        pools.update(
                TestData.POOL_ID,
                old -> new PoolDefinition(
                        TestData.settings().build(),
                        List.of(new BindingSettings(
                                "amazon",
                                LoginProvider.of(Kind.AMAZON),
                                Set.of("app"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE)),
                        List.of()));

        setTags("www.amazon.com", ",'UseDefaults':true,'PrincipalTags':{'username':'user_id','client':'aud'}");

        assertThat(getTags("www.amazon.com").path("PrincipalTags"))
                .isEqualTo(json("{'client':'aud','username':'user_id'}"));
    }

    @Test
    void no_tags_take_the_mapping_away() {
        setTags(PROVIDER, ",'UseDefaults':true");

        assertThat(setTags(PROVIDER, "").path("PrincipalTags")).isEmpty();
        assertThat(binding().tagMapping()).isNull();
        assertThat(getTags(PROVIDER).path("UseDefaults").asBoolean()).isFalse();
    }

    @Test
    void tags_of_a_provider_that_the_pool_does_not_accept_are_not_found() {
        for (String operation : List.of("GetPrincipalTagAttributeMap", "SetPrincipalTagAttributeMap")) {
            Refused refused = catchThrowableOfType(
                    Refused.class, () -> run(operation, ",'IdentityProviderName':'accounts.google.com'"));
            assertThat(refused.reason()).isEqualTo(Reason.RESOURCE_NOT_FOUND);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'aws:x':'a'", "'a*':'a'", "'a':'a','A':'b'", "'a':'b c'"})
    void tags_that_sts_would_not_take_are_refused(String tags) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> setTags(PROVIDER, ",'PrincipalTags':{" + tags + "}"));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(refused.getMessage()).startsWith("PrincipalTags: /tags");
    }

    @Test
    void tags_beyond_the_model_are_refused() {
        String many = IntStream.range(0, 51).mapToObj(i -> "'t" + i + "':'c'").collect(Collectors.joining(","));
        assertThatThrownBy(() -> setTags(PROVIDER, ",'PrincipalTags':{" + many + "}"))
                .isInstanceOf(JsonInputException.class);
        assertThatThrownBy(() -> setTags(PROVIDER, ",'PrincipalTags':{'" + "t".repeat(129) + "':'c'}"))
                .isInstanceOf(JsonInputException.class);
        assertThatThrownBy(() -> setTags(PROVIDER, ",'PrincipalTags':{'t':'" + "c".repeat(257) + "'}"))
                .isInstanceOf(JsonInputException.class);
    }

    @Test
    void changing_the_clients_of_a_pool_keeps_its_mappings() {
        setRoles("'" + PROVIDER + "':" + RULES);
        setTags(PROVIDER, ",'UseDefaults':true");
        BindingSettings before = binding();

        run(
                "UpdateIdentityPool",
                ",'IdentityPoolName':'main','AllowUnauthenticatedIdentities':true,'CognitoIdentityProviders':[{"
                        + "'ProviderName':'" + PROVIDER + "','ClientId':'mobile'}]");

        assertThat(binding().clientIds()).containsExactly("mobile");
        assertThat(binding().roleMapping()).isEqualTo(before.roleMapping());
        assertThat(binding().tagMapping()).isEqualTo(before.tagMapping());
    }

    private static String rules(int count) {
        String rule = "{'Claim':'a','MatchType':'Equals','Value':'x','RoleARN':'" + ROLE + "user'}";
        return "{'Type':'Rules','AmbiguousRoleResolution':'Deny','RulesConfiguration':{'Rules':["
                + Stream.generate(() -> rule).limit(count).collect(Collectors.joining(",")) + "]}}";
    }

    private void clients(String... clients) {
        pools.update(
                TestData.POOL_ID,
                old -> new PoolDefinition(
                        TestData.settings().build(), List.of(TestData.bindingSettings(clients)), List.of()));
    }

    private void refused(Reason reason, String message, String mappings) {
        Refused refused = catchThrowableOfType(Refused.class, () -> setRoles(mappings));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.getMessage()).contains(message);
    }

    private BindingSettings binding() {
        return pools.describe(TestData.POOL_ID).bindings().get(0);
    }

    private void setRoles(String mappings) {
        run("SetIdentityPoolRoles", ",'Roles':{'authenticated':'" + ROLE + "user'},'RoleMappings':{" + mappings + "}");
    }

    private JsonNode setTags(String provider, String more) {
        return run("SetPrincipalTagAttributeMap", ",'IdentityProviderName':'" + provider + "'" + more);
    }

    private JsonNode getTags(String provider) {
        return run("GetPrincipalTagAttributeMap", ",'IdentityProviderName':'" + provider + "'");
    }

    private JsonNode run(String name, String more) {
        String input = "{'IdentityPoolId':'" + TestData.POOL_ID + "'" + more + "}";
        Call call = new Call(null, Optional.of(administrator));
        byte[] answer = Stream.of(
                        new PoolOperations(pools, world.names()).all(),
                        new RoleOperations(pools, TestData.REALM, world.names()).all(),
                        new PrincipalTagOperations(pools, world.names()).all())
                .flatMap(List::stream)
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run(JsonInput.parse(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), call)
                .toBytes();
        assertThat(call.pool()).map(PoolId::toString).contains(TestData.POOL_ID.toString());
        return json(new String(answer, StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
