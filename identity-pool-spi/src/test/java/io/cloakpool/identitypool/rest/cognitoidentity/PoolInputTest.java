package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolSettings;
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
    private static final String POOL_KEY = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Demo12345";
    private static final String ISSUER_KEY = "id.example.org/realms/demo";

    @Test
    void both_names_of_the_realm_make_one_binding() {
        PoolDefinition pool = decode(providers(provider(POOL_KEY, "webapp", ""), provider(ISSUER_KEY, "mobile", "")))
                .newPool(REALM);

        assertThat(pool.bindings())
                .containsExactly(new BindingSettings(
                        "realm", LoginBinding.Provider.REALM, Set.of("webapp", "mobile"), true, null, null));
    }

    @Test
    void a_new_pool_is_closed_where_nobody_opened_it() {
        PoolSettings settings = decode("").newPool(REALM).settings();

        assertThat(settings.allowGuests()).isFalse();
        assertThat(settings.allowClassicFlow()).isFalse();
        assertThat(settings.serviceAccounts()).isFalse();
        assertThat(settings.authenticatedRole()).isNull();
        assertThat(settings.unauthenticatedRole()).isNull();
    }

    @Test
    void the_server_side_check_is_off_only_where_every_client_says_so() {
        assertThat(decode(providers(provider(POOL_KEY, "webapp", ",'ServerSideTokenCheck':false")))
                        .newPool(REALM)
                        .bindings()
                        .get(0)
                        .serverSideCheck())
                .isFalse();
        assertThatThrownBy(() -> decode(providers(
                                provider(POOL_KEY, "webapp", ",'ServerSideTokenCheck':false"),
                                provider(POOL_KEY, "mobile", "")))
                        .newPool(REALM))
                .isInstanceOf(Refused.class)
                .hasMessage("ServerSideTokenCheck must be the same for all clients of a provider");
    }

    @Test
    void a_provider_that_is_not_this_realm_is_refused() {
        assertThatThrownBy(() -> decode(providers(provider("other.example.org/realms/demo", "webapp", "")))
                        .newPool(REALM))
                .isInstanceOf(Refused.class)
                .hasMessage("Provider 'other.example.org/realms/demo' is not this realm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'SupportedLoginProviders':{'graph.facebook.com':'1'}",
                "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/a']",
                "'SamlProviderARNs':['arn:aws:iam::000000000000:saml-provider/a']"
            })
    void kinds_of_login_of_later_versions_are_refused_by_name(String field) {
        assertThatThrownBy(() -> decode("," + field))
                .isInstanceOf(JsonInputException.class)
                .hasMessageContaining(field.substring(1, field.indexOf('\'', 1)));
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
                List.of(new BindingSettings("mine", LoginBinding.Provider.REALM, Set.of("webapp"), false, null, null)),
                "0f",
                List.of());

        PoolDefinition after =
                decode(providers(provider(POOL_KEY, "mobile", ""))).replacing(pool, REALM);

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
                .containsExactly(
                        new BindingSettings("mine", LoginBinding.Provider.REALM, Set.of("mobile"), true, null, null));
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
