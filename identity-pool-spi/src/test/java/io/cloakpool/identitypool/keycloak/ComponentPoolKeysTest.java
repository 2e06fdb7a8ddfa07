package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolKeys.SealingKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.component.ComponentModel;

@Tag("keycloak")
final class ComponentPoolKeysTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @BeforeAll
    static void cryptography() {
        CryptoIntegration.init(ComponentPoolKeysTest.class.getClassLoader());
    }

    @Test
    void newest_active_key_seals() {
        PoolKeys keys = keys(
                sealing("old", "active", "2026-01-01T00:00:00Z"),
                sealing("new", "active", "2026-02-01T00:00:00Z"),
                sealing("newest", "passive", "2026-03-01T00:00:00Z"));

        assertThat(keys.activeSealing()).map(SealingKey::keyId).contains(KeyDigest.keyId("new"));
    }

    @Test
    void passive_key_verifies_and_disabled_one_does_not() {
        PoolKeys keys = keys(
                sealing("passive", "passive", "2026-01-01T00:00:00Z"),
                sealing("disabled", "disabled", "2026-01-01T00:00:00Z"));

        assertThat(keys.activeSealing()).isEmpty();
        assertThat(keys.sealing(KeyDigest.keyId("passive"))).isPresent();
        assertThat(keys.sealing(KeyDigest.keyId("disabled"))).isEmpty();
        assertThat(keys.sealing("0000000000000000")).isEmpty();
    }

    @Test
    void key_that_does_not_validate_is_absent() {
        ComponentModel broken = sealing("broken", "active", "2026-01-01T00:00:00Z");
        broken.put("secret", "AAAA");

        assertThat(keys(broken).activeSealing()).isEmpty();
    }

    @Test
    void signing_keys_are_published_the_active_one_first() {
        ComponentModel passive = signing("passive", "passive", "2026-02-01T00:00:00Z");
        ComponentModel active = signing("active", "active", "2026-01-01T00:00:00Z");
        ComponentModel disabled = signing("disabled", "disabled", "2026-03-01T00:00:00Z");
        PoolKeys keys = keys(passive, disabled, active, sealing("s", "active", "2026-01-01T00:00:00Z"));

        assertThat(keys.published())
                .extracting(PoolKeys.SigningKey::kid)
                .containsExactly(KeyDigest.keyId("active"), KeyDigest.keyId("passive"));
        assertThat(keys.activeSigning()).map(PoolKeys.SigningKey::kid).contains(KeyDigest.keyId("active"));
    }

    @Test
    void key_id_is_eight_bytes_in_hex() {
        assertThat(KeyDigest.keyId("x")).matches("[0-9a-f]{16}");
    }

    private static PoolKeys keys(ComponentModel... models) {
        return new ComponentPoolKeys(Components.of(new ComponentCache(), models));
    }

    private static ComponentModel sealing(String id, String status, String createdAt) {
        ComponentModel model = key(id, "sealing", status, createdAt);
        model.put("secret", SECRET);
        return model;
    }

    private static ComponentModel signing(String id, String status, String createdAt) {
        ComponentModel model = key(id, "signing", status, createdAt);
        KeyMaterial.putKeyPair(model, "privateKey", "certificate", RsaPairs.ONE);
        return model;
    }

    private static ComponentModel key(String id, String kind, String status, String createdAt) {
        return Components.model(
                id,
                id,
                PoolKeyComponent.class,
                PoolKeyFactory.PROVIDER_ID,
                Map.of("kind", List.of(kind), "status", List.of(status), "createdAt", List.of(createdAt)));
    }
}
