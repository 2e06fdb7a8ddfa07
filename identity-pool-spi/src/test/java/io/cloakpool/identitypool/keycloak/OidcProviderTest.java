package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.IdentityProviderModel;

final class OidcProviderTest {
    private static final String ISSUER = "https://login.example.com/tenant/";
    private static final String PEM = "a key";

    private final List<URI> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"saml", "github", "google", "oauth2"})
    void other_kinds_of_provider_prove_no_login(String type) {
        assertThat(OidcProvider.of(model(type, Map.of("issuer", ISSUER)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "login.example.com", ",", "urn:issuer"})
    void a_provider_that_would_take_any_issuer_proves_no_login(String issuer) {
        assertThat(OidcProvider.of(model("oidc", Map.of("issuer", issuer)))).isEmpty();
        assertThat(OidcProvider.of(model("oidc", Map.of()))).isEmpty();
    }

    @Test
    void its_names_are_its_issuers_with_and_without_the_last_slash() {
        ProviderFacts facts = provider(Map.of("issuer", ISSUER + ", https://login.example.org", "clientId", " app "))
                .facts();

        assertThat(facts.id()).isEqualTo("idp:internal");
        assertThat(facts.keys())
                .containsExactly("login.example.com/tenant", "login.example.com/tenant/", "login.example.org");
        assertThat(facts.issuers()).containsExactlyInAnyOrder(ISSUER, "https://login.example.org");
        assertThat(facts.clientIds()).isEqualTo(Set.of("app"));
        assertThat(facts.enabled()).isTrue();
    }

    @Test
    void a_disabled_one_is_said_to_be() {
        IdentityProviderModel model = model("keycloak-oidc", Map.of("issuer", ISSUER));
        model.setEnabled(false);

        assertThat(OidcProvider.of(model).orElseThrow().facts().enabled()).isFalse();
    }

    @Test
    void the_id_of_stored_logins_leads_back_to_it() {
        assertThat(OidcProvider.internalId("idp:internal")).contains("internal");
        assertThat(OidcProvider.internalId("realm:internal")).isEmpty();
    }

    @Test
    void keys_at_an_address_are_asked_for_there() {
        keys(Map.of("useJwksUrl", "true", "jwksUrl", " https://login.example.com/keys "));

        assertThat(asked).containsExactly(URI.create("https://login.example.com/keys"));
    }

    @Test
    void a_key_that_is_written_down_is_asked_for_nowhere() {
        SignatureKeys keys = keys(Map.of("useJwksUrl", "false", "publicKeySignatureVerifier", PEM));

        assertThat(keys).isInstanceOf(FixedKey.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,,", "true,https://a b/,", "true,,a key", "false,,", "false,https://login.example.com/keys,"})
    void one_without_the_keys_that_it_is_to_use_is_misconfigured(String useUrl, String url, String pem) {
        Map<String, String> config = new HashMap<>(Map.of("useJwksUrl", useUrl));
        config.put("jwksUrl", url);
        config.put("publicKeySignatureVerifier", pem);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> keys(config))
                .extracting(Refused::reason)
                .isEqualTo(Reason.POOL_MISCONFIGURED);
        assertThat(asked).isEmpty();
    }

    private SignatureKeys keys(Map<String, String> config) {
        Map<String, String> whole = new HashMap<>(config);
        whole.put("issuer", ISSUER);
        return provider(whole).keys(address -> {
            asked.add(address);
            return new FixedKey(PEM, null);
        });
    }

    private static OidcProvider provider(Map<String, String> config) {
        return OidcProvider.of(model("oidc", config)).orElseThrow();
    }

    private static IdentityProviderModel model(String type, Map<String, String> config) {
        IdentityProviderModel model = new IdentityProviderModel();
        model.setProviderId(type);
        model.setInternalId("internal");
        model.setAlias("corp");
        model.setEnabled(true);
        model.setConfig(new HashMap<>(config));
        return model;
    }
}
