package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolInputTest {
    private static final PoolRealm REALM = new PoolRealm(
            "realm-id",
            "demo",
            "us-east-1",
            "000000000000",
            "us-east-1_Demo12345",
            URI.create("https://id.example.org/realms/demo"),
            true);
    private static final FakeProviders PROVIDERS = new FakeProviders(new FakeTokens(), REALM);
    private static final ProviderNames NAMES = new ProviderNames(REALM, PROVIDERS);

    static {
        PROVIDERS.openIdConnect("corp");
        PROVIDERS.realm("staff");
        PROVIDERS.custom("chat");
        PROVIDERS.saml("adfs");
    }

    private static final String POOL_KEY = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Demo12345";
    private static final String ISSUER_KEY = "id.example.org/realms/demo";

    @Test
    void both_names_of_the_realm_make_one_binding() {
        PoolDefinition pool = decode(providers(provider(POOL_KEY, "webapp", ""), provider(ISSUER_KEY, "mobile", "")))
                .newPool(NAMES);

        assertThat(pool.bindings())
                .containsExactly(new BindingSettings(
                        "realm", LoginProvider.REALM, Set.of("webapp", "mobile"), true, null, null, SamlSettings.NONE));
    }

    @Test
    void a_new_pool_is_closed_where_nobody_opened_it() {
        PoolSettings settings = decode("").newPool(NAMES).settings();

        assertThat(settings.allowGuests()).isFalse();
        assertThat(settings.allowClassicFlow()).isFalse();
        assertThat(settings.serviceAccounts()).isFalse();
        assertThat(settings.authenticatedRole()).isNull();
        assertThat(settings.unauthenticatedRole()).isNull();
    }

    @Test
    void the_server_side_check_is_off_only_where_every_client_says_so() {
        assertThat(decode(providers(provider(POOL_KEY, "webapp", ",'ServerSideTokenCheck':false")))
                        .newPool(NAMES)
                        .bindings()
                        .get(0)
                        .serverSideCheck())
                .isFalse();
        assertThatThrownBy(() -> decode(providers(
                                provider(POOL_KEY, "webapp", ",'ServerSideTokenCheck':false"),
                                provider(POOL_KEY, "mobile", "")))
                        .newPool(NAMES))
                .isInstanceOf(Refused.class)
                .hasMessage("ServerSideTokenCheck must be the same for all clients of a provider");
    }

    @Test
    void a_provider_that_is_not_this_realm_is_refused() {
        assertThatThrownBy(() -> decode(providers(provider("other.example.org/realms/demo", "webapp", "")))
                        .newPool(NAMES))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "CognitoIdentityProviders names 'other.example.org/realms/demo', which this realm does not know there");
    }

    @Test
    void each_field_names_its_kinds_of_provider() {
        PoolDefinition pool = decode(providers(provider("id.example/realms/staff", "app", ""))
                        + ",'SupportedLoginProviders':{'accounts.google.com':'one.app;two-app','chat.example':'chat-app','graph.facebook.com':'1001','www.amazon.com':'amzn1.application-oa2-client.a'},"
                        + "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/corp.example'],"
                        + "'SamlProviderARNs':['arn:aws:iam::000000000000:saml-provider/adfs']")
                .newPool(NAMES);

        assertThat(pool.bindings())
                .containsExactly(
                        new BindingSettings(
                                "other_realm-staff",
                                LoginProvider.of(Kind.OTHER_REALM, "staff"),
                                Set.of("app"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "google",
                                LoginProvider.of(Kind.GOOGLE),
                                Set.of("one.app", "two-app"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "custom-chat",
                                LoginProvider.of(Kind.CUSTOM, "chat"),
                                Set.of("chat-app"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "facebook",
                                LoginProvider.of(Kind.FACEBOOK),
                                Set.of("1001"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "amazon",
                                LoginProvider.of(Kind.AMAZON),
                                Set.of("amzn1.application-oa2-client.a"),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "oidc-corp",
                                LoginProvider.of(Kind.OIDC, "corp"),
                                Set.of(),
                                true,
                                null,
                                null,
                                SamlSettings.NONE),
                        new BindingSettings(
                                "saml-adfs",
                                LoginProvider.of(Kind.SAML, "adfs"),
                                Set.of(),
                                true,
                                null,
                                null,
                                SamlSettings.NONE));
    }

    @Test
    void the_answer_says_the_providers_as_they_were_sent() {
        String more = providers(provider("id.example/realms/staff", "app", ",'ServerSideTokenCheck':true"))
                + ",'SupportedLoginProviders':{'accounts.google.com':'one.app;two-app','chat.example':'chat-app','graph.facebook.com':'1001','www.amazon.com':'amzn1.application-oa2-client.a'},"
                + "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/corp.example'],"
                + "'SamlProviderARNs':['arn:aws:iam::000000000000:saml-provider/adfs']";
        JsonOutput output = JsonOutput.object();

        PoolProviders.put(output, decode(more).newPool(NAMES).bindings(), NAMES);

        assertThat(new String(output.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(("{" + more.substring(1) + "}").replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'SupportedLoginProviders':{'corp.example':'app'}",
                "'SupportedLoginProviders':{'id.example.org/realms/demo':'app'}",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/accounts.google.com']",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/chat.example']",
                "'CognitoIdentityProviders':[{'ProviderName':'graph.facebook.com','ClientId':'1001'}]",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::111111111111:oidc-provider/corp.example']",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/nobody.example']",
                "'OpenIdConnectProviderARNs':['corp.example/long/enough']",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:saml-provider/adfs']",
                "'SamlProviderARNs':['arn:aws:iam::000000000000:saml-provider/nobody']",
                "'SamlProviderARNs':['arn:aws:iam::111111111111:saml-provider/adfs']",
                "'SamlProviderARNs':['arn:aws:iam::000000000000:oidc-provider/corp.example']",
                "'SupportedLoginProviders':{'arn:aws:iam::000000000000:saml-provider/adfs':'app'}",
                "'CognitoIdentityProviders':[{'ProviderName':'corp.example','ClientId':'c'}]"
            })
    void a_provider_of_another_field_is_refused(String field) {
        assertThatThrownBy(() -> decode("," + field).newPool(NAMES))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("which this realm does not know there");
    }

    @Test
    void they_may_be_empty() {
        assertThat(decode(",'SupportedLoginProviders':{},'OpenIdConnectProviderARNs':[],'SamlProviderARNs':[]")
                        .name())
                .isEqualTo("pool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'AllowUnauthenticatedIdentities':false}",
                "{'IdentityPoolName':'pool'}",
                "{'IdentityPoolName':'a/b','AllowUnauthenticatedIdentities':false}",
                "{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':'false'}",
                "{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':false,'DeveloperProviderName':'a b'}",
                "{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':false,'IdentityPoolTags':{'':'v'}}",
                "{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':false,"
                        + "'CognitoIdentityProviders':[{'ProviderName':'a b','ClientId':'c'}]}",
                "{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':false,"
                        + "'CognitoIdentityProviders':[{'ProviderName':'a','ClientId':'c d'}]}"
            })
    void what_breaks_the_model_is_refused(String body) {
        assertThatThrownBy(() -> PoolInput.decode(json(body))).isInstanceOf(JsonInputException.class);
    }

    @Test
    void an_update_replaces_all_that_the_api_can_say_and_keeps_the_rest() {
        PoolSettings before = new PoolSettings(
                "old",
                true,
                GuestProof.REQUIRED,
                Duration.ofDays(7),
                true,
                "old.dev",
                Set.of("backend"),
                "user",
                "guest",
                List.of("editor"),
                Duration.ofMinutes(20),
                true,
                true,
                Map.of("team", "a"));
        PoolView pool = new PoolView(
                PoolId.parse("us-east-1:00000000-0000-4000-8000-000000000001").orElseThrow(),
                before,
                List.of(new BindingSettings(
                        "mine", LoginProvider.REALM, Set.of("webapp"), false, null, null, SamlSettings.NONE)),
                "0f",
                List.of());

        PoolDefinition after =
                decode(providers(provider(POOL_KEY, "mobile", ""))).replacing(pool, NAMES);

        assertThat(after.settings())
                .isEqualTo(new PoolSettings(
                        "pool",
                        false,
                        GuestProof.REQUIRED,
                        Duration.ofDays(7),
                        false,
                        null,
                        Set.of("backend"),
                        "user",
                        "guest",
                        List.of("editor"),
                        Duration.ofMinutes(20),
                        true,
                        true,
                        Map.of()));
        assertThat(after.bindings())
                .containsExactly(new BindingSettings(
                        "mine", LoginProvider.REALM, Set.of("mobile"), true, null, null, SamlSettings.NONE));
    }

    @Test
    void an_update_keeps_what_the_api_cannot_say_of_a_provider() {
        BindingSettings corp = new BindingSettings(
                "my-corp",
                LoginProvider.of(Kind.OIDC, "corp"),
                Set.of("app"),
                true,
                null,
                new TagMapping(true, Map.of()),
                SamlSettings.NONE);
        BindingSettings adfs = new BindingSettings(
                "my-adfs",
                LoginProvider.of(Kind.SAML, "adfs"),
                Set.of("urn:app"),
                true,
                null,
                null,
                new SamlSettings(Set.of("https://app.example/acs"), true));
        BindingSettings google = new BindingSettings(
                "my-google",
                new LoginProvider(Kind.GOOGLE, null, URI.create("https://proxy.example")),
                Set.of("app"),
                true,
                null,
                null,
                SamlSettings.NONE);
        PoolView pool = new PoolView(
                PoolId.parse("us-east-1:00000000-0000-4000-8000-000000000001").orElseThrow(),
                TestData.settings().build(),
                List.of(corp, adfs, google),
                "0f",
                List.of());

        assertThat(decode(",'SupportedLoginProviders':{'accounts.google.com':'other'},"
                                + "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/corp.example'],"
                                + "'SamlProviderARNs':['arn:aws:iam::000000000000:saml-provider/adfs']")
                        .replacing(pool, NAMES)
                        .bindings())
                .containsExactly(google.withClients(Set.of("other"), true), corp, adfs);
    }

    private static String providers(String... providers) {
        return ",'CognitoIdentityProviders':[" + String.join(",", providers) + "]";
    }

    private static String provider(String name, String clientId, String more) {
        return "{'ProviderName':'%s','ClientId':'%s'%s}".formatted(name, clientId, more);
    }

    private static PoolInput decode(String more) {
        return PoolInput.decode(json("{'IdentityPoolName':'pool','AllowUnauthenticatedIdentities':false" + more + "}"));
    }

    private static JsonInput json(String text) {
        return JsonInput.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
