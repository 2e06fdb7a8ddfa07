package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolKeys.SealingKey;
import java.time.Instant;
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

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

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

    /** A node may see the end of one key before it sees the next one. */
    @Test
    void key_that_was_rotated_out_stands_in_for_ten_seconds_and_never_before_an_active_one() {
        ComponentModel passing = sealing("passing", "passive", "2026-03-01T00:00:00Z");
        passing.put("passiveSince", NOW.minusSeconds(9).toString());
        ComponentModel gone = sealing("gone", "passive", "2026-03-02T00:00:00Z");
        gone.put("passiveSince", NOW.minusSeconds(10).toString());
        ComponentModel disabled = sealing("disabled", "disabled", "2026-03-03T00:00:00Z");
        disabled.put("passiveSince", NOW.toString());

        assertThat(keys(passing, gone, disabled).activeSealing())
                .map(SealingKey::keyId)
                .contains(KeyDigest.keyId("passing"));
        assertThat(keys(gone, disabled).activeSealing()).isEmpty();
        assertThat(keys(passing, sealing("active", "active", "2026-01-01T00:00:00Z"))
                        .activeSealing())
                .map(SealingKey::keyId)
                .contains(KeyDigest.keyId("active"));
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
        return new ComponentPoolKeys(Components.of(new ComponentCache(), models), () -> NOW);
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
