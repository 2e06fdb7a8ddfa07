package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealmConfigTest {
    private static final URI ISSUER = URI.create("https://kc.example/realms/demo");

    @Test
    void realm_without_attributes_has_defaults_and_a_derived_user_pool() {
        PoolRealm realm = realm("4f6c", Map.of());

        assertThat(realm.region()).isEqualTo("us-east-1");
        assertThat(realm.accountId()).isEqualTo("000000000000");
        assertThat(realm.userPoolId()).matches("us-east-1_[0-9a-zA-Z]{9}");
        assertThat(realm.poolIssuer()).hasToString("https://kc.example/realms/demo/cognito-identity");
    }

    @Test
    void derived_user_pool_depends_on_the_realm_id_alone() {
        assertThat(realm("a", Map.of()).userPoolId())
                .isEqualTo(realm("a", Map.of()).userPoolId())
                .isNotEqualTo(realm("b", Map.of()).userPoolId());
    }

    @Test
    void attributes_are_taken() {
        PoolRealm realm = realm(
                "a",
                Map.of(
                        "cloakpool.region", "eu-central-1",
                        "cloakpool.accountId", "123456789012",
                        "cloakpool.userPoolId", "eu-central-1_Demo00001"));

        assertThat(realm.region()).isEqualTo("eu-central-1");
        assertThat(realm.accountId()).isEqualTo("123456789012");
        assertThat(realm.userPoolLoginKey()).isEqualTo("cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Demo00001");
    }

    @ParameterizedTest
    @CsvSource({
        "cloakpool.region, mars",
        "cloakpool.region, US-EAST-1",
        "cloakpool.accountId, 123",
        "cloakpool.userPoolId, eu-central-1_Demo00001",
        "cloakpool.userPoolId, us-east-1_a/b",
        "cloakpool.userPoolId, us-east-1_",
        "cloakpool.userPoolId, us-east-1_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void bad_attribute_is_refused_naming_realm_and_attribute(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> realm("a", Map.of(key, value)))
                .withMessageStartingWith("realm \"demo\": " + key + " ");
    }

    private static PoolRealm realm(String id, Map<String, String> attributes) {
        return RealmConfig.realm(id, "demo", attributes::get, ISSUER, true);
    }
}
