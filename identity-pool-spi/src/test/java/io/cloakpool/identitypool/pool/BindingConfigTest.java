package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BindingConfigTest {
    @Test
    void settings_survive_being_written_and_read() {
        BindingSettings settings = new BindingSettings(
                "realm", LoginProvider.REALM, Set.of("webapp", "https://app"), false, null, null, SamlSettings.NONE);

        assertThat(BindingConfig.settings("realm", Source.of(BindingConfig.config(settings))))
                .isEqualTo(settings);
    }

    @Test
    void empty_configuration_checks_users_and_accepts_no_client() {
        BindingSettings settings = BindingConfig.settings("realm", Source.of(Map.of()));

        assertThat(settings.serverSideCheck()).isTrue();
        assertThat(settings.clientIds()).isEmpty();
    }

    @Test
    void unknown_provider_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindingConfig.settings("x", Source.of(Map.of("provider", List.of("myspace")))))
                .withMessage(
                        "login binding \"x\": provider must be one of [realm, google, apple, facebook, amazon, other_realm, oidc, saml, custom]");
    }

    @Test
    void settings_of_other_providers_survive_being_written_and_read() {
        for (LoginProvider provider : List.of(
                LoginProvider.of(LoginProvider.Kind.OIDC, "corp"),
                LoginProvider.of(LoginProvider.Kind.OTHER_REALM, "staff"),
                LoginProvider.of(LoginProvider.Kind.SAML, "corp"),
                LoginProvider.of(LoginProvider.Kind.CUSTOM, "introspection"),
                new LoginProvider(LoginProvider.Kind.FACEBOOK, null, URI.create("http://localhost:8000/facebook")),
                new LoginProvider(LoginProvider.Kind.AMAZON, null, URI.create("http://localhost:8000/amazon")),
                new LoginProvider(LoginProvider.Kind.APPLE, null, URI.create("http://localhost:8000/apple")))) {
            BindingSettings settings =
                    new BindingSettings("x", provider, Set.of("app"), true, null, null, SamlSettings.NONE);

            assertThat(BindingConfig.settings("x", Source.of(BindingConfig.config(settings))))
                    .isEqualTo(settings);
        }
    }

    @Test
    void what_only_saml_has_survives_being_written_and_read() {
        for (SamlSettings saml : List.of(
                new SamlSettings(Set.of("https://app.example/acs", "urn:app"), false),
                new SamlSettings(Set.of(), true))) {
            BindingSettings settings = new BindingSettings(
                    "x", LoginProvider.of(LoginProvider.Kind.SAML, "corp"), Set.of(), true, null, null, saml);

            assertThat(BindingConfig.settings("x", Source.of(BindingConfig.config(settings))))
                    .isEqualTo(settings);
        }
    }

    @ParameterizedTest
    @CsvSource({"recipients, https://app.example/acs", "idpInitiated, true"})
    void what_only_saml_has_is_refused_elsewhere(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindingConfig.settings("x", Source.of(Map.of(key, List.of(value)))))
                .withMessageContaining(key + " has no meaning for provider realm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oidc||| providerName is needed for provider oidc",
                "saml||| providerName is needed for provider saml",
                "saml|x|https://a.example| baseUrl has no meaning for provider saml",
                "custom||| providerName is needed for provider custom",
                "custom|x|https://a.example| baseUrl has no meaning for provider custom",
                "facebook|x|| providerName has no meaning for provider facebook",
                "amazon||http://a.example| baseUrl must be https",
                "google|x|| providerName has no meaning for provider google",
                "realm|x|| providerName has no meaning for provider realm",
                "realm||https://a.example| baseUrl has no meaning for provider realm",
                "oidc|x|https://a.example| baseUrl has no meaning for provider oidc",
                "google||http://a.example| baseUrl must be https",
                "google||http://localhost.a.example| baseUrl must be https",
                "google||ftp://localhost| baseUrl must be an https URL",
                "google||https://a.example?x=y| baseUrl must have a host"
            })
    void provider_must_make_sense(String provider, @Nullable String name, @Nullable String baseUrl, String problem) {
        Map<String, List<String>> config = new HashMap<>(Map.of("provider", List.of(provider)));
        Optional.ofNullable(name).ifPresent(text -> config.put("providerName", List.of(text)));
        Optional.ofNullable(baseUrl).ifPresent(text -> config.put("baseUrl", List.of(text)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindingConfig.settings("x", Source.of(config)))
                .withMessageContaining(problem);
    }

    @Test
    void revision_follows_the_configuration_and_not_the_order_of_values() {
        String first = revision("webapp", "other");

        assertThat(revision("other", "webapp")).isEqualTo(first);
        assertThat(revision("webapp")).isNotEqualTo(first);
        assertThat(revision("webappo", "ther")).isNotEqualTo(first);
    }

    private static String revision(String... clients) {
        return BindingConfig.binding("id", "realm", Source.of(Map.of("clientIds", List.of(clients))))
                .revision();
    }
}
