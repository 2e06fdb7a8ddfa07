package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.login.SamlProfile.Principal;
import io.cloakpool.identitypool.spi.Reason;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
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

final class SamlProviderTest {
    private static final String ENTITY = "https://idp.example/saml";
    private static final Map<String, String> GOOD =
            Map.of("idpEntityId", ENTITY, "validateSignature", "true", "signingCertificate", "MII");

    private final List<URI> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "keycloak-oidc", "github"})
    void other_kinds_of_provider_have_no_assertions(String type) {
        IdentityProviderModel model = model(GOOD);
        model.setProviderId(type);

        assertThat(SamlProvider.of(model)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "idpEntityId, '', entity id",
        "idpEntityId, ' ', entity id",
        "validateSignature, false, does not validate signatures",
        "signingCertificate, '', no certificate",
        "signingCertificate, ' , ', no certificate",
        "useMetadataDescriptorUrl, true, no certificate"
    })
    void provider_that_could_be_anybody_proves_no_login(String key, String value, String problem) {
        assertThat(provider(GOOD).problem()).isEmpty();
        assertThat(provider(with(GOOD, key, value)).problem().orElseThrow()).contains(problem);
    }

    @Test
    void its_name_is_its_arn_and_its_app_is_the_realm() {
        ProviderFacts facts = provider(GOOD).facts(TestData.REALM);

        assertThat(facts.id()).isEqualTo("idp:internal");
        assertThat(facts.keys()).containsExactly("arn:aws:iam::123456789012:saml-provider/ad fs");
        assertThat(facts.enabled()).isTrue();
        assertThat(facts.issuers()).containsExactly(ENTITY);
        assertThat(facts.clientIds()).containsExactly("https://id.example/realms/demo");
        assertThat(provider(with(GOOD, "entityId", "urn:sp"))
                        .facts(TestData.REALM)
                        .clientIds())
                .containsExactly("urn:sp");
    }

    @Test
    void disabled_one_is_said_to_be() {
        IdentityProviderModel model = model(GOOD);
        model.setEnabled(false);

        assertThat(SamlProvider.of(model).orElseThrow().facts(TestData.REALM).enabled())
                .isFalse();
    }

    /** Else the Host header of a request would say for whom assertions count. */
    @Test
    void realm_without_a_configured_hostname_is_nobodys_audience() {
        var realm = TestData.realm("realm-1", false);

        assertThat(provider(GOOD).facts(realm).clientIds()).isEmpty();
        assertThat(provider(GOOD).profile(realm).recipients()).isEmpty();
        assertThat(provider(with(GOOD, "entityId", "urn:sp")).facts(realm).clientIds())
                .containsExactly("urn:sp");
    }

    @Test
    void assertions_are_made_out_to_the_broker_or_to_a_door_that_takes_them() {
        SamlProfile profile = provider(GOOD).profile(TestData.REALM);

        assertThat(profile.recipients())
                .isEqualTo(Set.of(
                        "https://id.example/realms/demo/broker/ad%20fs/endpoint",
                        "https://id.example/realms/demo/cognito-identity", "https://id.example/realms/demo/sts"));
        assertThat(profile.skew()).isZero();
        assertThat(profile.principal()).isEqualTo(Principal.SUBJECT);
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "-1, 0", "301, 300", "86400, 300"})
    void clock_may_be_wrong_within_limits(String configured, int seconds) {
        assertThat(provider(with(GOOD, "allowedClockSkew", configured))
                        .profile(TestData.REALM)
                        .skew())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"SUBJECT, SUBJECT", "ATTRIBUTE, ATTRIBUTE", "FRIENDLY_ATTRIBUTE, FRIENDLY_ATTRIBUTE"})
    void principal_is_as_for_the_realms_own_users(String configured, Principal principal) {
        SamlProfile profile = provider(with(with(GOOD, "principalType", configured), "principalAttribute", "uid"))
                .profile(TestData.REALM);

        assertThat(profile.principal()).isEqualTo(principal);
        assertThat(profile.principalAttribute()).isEqualTo("uid");
    }

    @Test
    void certificates_are_in_the_metadata_or_written_down() {
        provider(GOOD).keys(this::published).current();
        assertThat(asked).isEmpty();

        Map<String, String> metadata = with(
                with(GOOD, "useMetadataDescriptorUrl", "true"), "metadataDescriptorUrl", " https://idp.example/meta ");
        provider(metadata).keys(this::published);
        assertThat(asked).containsExactly(URI.create("https://idp.example/meta"));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> provider(with(metadata, "metadataDescriptorUrl", "https://a b/"))
                .keys(this::published));
    }

    private SamlKeys published(URI address) {
        asked.add(address);
        return new SamlKeys() {
            @Override
            public List<PublicKey> current() {
                return List.of();
            }

            @Override
            public boolean reload() {
                return false;
            }
        };
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> changed = new HashMap<>(config);
        changed.put(key, value);
        return changed;
    }

    private static SamlProvider provider(Map<String, String> config) {
        return SamlProvider.of(model(config)).orElseThrow();
    }

    private static IdentityProviderModel model(Map<String, String> config) {
        IdentityProviderModel model = new IdentityProviderModel();
        model.setProviderId("saml");
        model.setInternalId("internal");
        model.setAlias("ad fs");
        model.setEnabled(true);
        model.setConfig(new HashMap<>(config));
        return model;
    }
}
