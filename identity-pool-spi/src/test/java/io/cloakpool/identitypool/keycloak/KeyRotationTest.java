package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolStore.KeyKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.component.ComponentModel;

@Tag("keycloak")
final class KeyRotationTest {
    private static final Duration AGE = Duration.ofDays(30);

    private final FakeClock clock = new FakeClock();
    private final FakeRealm realm = new FakeRealm(RsaPairs.factory());
    private final RealmComponents components = new RealmComponents(realm.realm, new ComponentCache());
    private final KeyRotation rotation = new KeyRotation(components, new ComponentWriter(realm.session()), clock);
    private final PoolKeys keys = new ComponentPoolKeys(components, clock);

    @BeforeAll
    static void cryptography() {
        CryptoIntegration.init(KeyRotationTest.class.getClassLoader());
    }

    @Test
    void each_kind_gets_a_key_once() {
        rotation.addMissing();
        rotation.addMissing();

        assertThat(realm.components)
                .extracting(model -> model.get(KeyConfig.KIND))
                .containsExactlyInAnyOrder("sealing", "signing");
    }

    @Test
    void key_without_an_age_never_rotates() {
        rotation.addMissing();
        clock.forward(Duration.ofDays(3650));

        assertThat(rotation.age()).isEmpty();
        assertThat(realm.components).hasSize(2);
    }

    @Test
    void key_rotates_at_its_age_and_not_before() {
        aging();
        String first = sealing();

        clock.forward(AGE.minusMillis(1));
        assertThat(rotation.age()).isEmpty();
        clock.forward(Duration.ofMillis(1));
        assertThat(rotation.age()).containsExactly("rotated the sealing key, which was due");

        assertThat(sealing()).isNotEqualTo(first);
        assertThat(keys.sealing(first)).isPresent();
        assertThat(rotation.age()).isEmpty();
    }

    @Test
    void next_key_rotates_at_the_same_age() {
        aging();
        clock.forward(AGE);
        rotation.age();
        String second = sealing();
        clock.forward(AGE);

        rotation.age();

        assertThat(sealing()).isNotEqualTo(second);
    }

    @Test
    void key_that_was_rotated_out_goes_when_nothing_that_it_made_can_live() {
        aging();
        String first = sealing();
        clock.forward(AGE);
        rotation.age();

        clock.forward(CredentialLimits.MAX_LIFETIME);
        assertThat(rotation.age()).isEmpty();
        assertThat(keys.sealing(first)).isPresent();

        clock.forward(CredentialLimits.ROTATED_KEY_KEPT.minus(CredentialLimits.MAX_LIFETIME));
        assertThat(rotation.age())
                .singleElement()
                .asString()
                .startsWith("removed the sealing key \"sealing 2026-11-23");
        assertThat(keys.sealing(first)).isEmpty();
        assertThat(realm.components).hasSize(2);
    }

    @Test
    void replaced_keys_open_nothing_any_more() {
        rotation.addMissing();
        String first = sealing();
        rotation.rotate(KeyKind.SEALING);
        String second = sealing();

        rotation.replace(KeyKind.SEALING);

        assertThat(sealing()).isNotIn(first, second);
        assertThat(keys.sealing(first)).isEmpty();
        assertThat(keys.sealing(second)).isEmpty();
        assertThat(realm.components)
                .filteredOn(model -> "signing".equals(model.get(KeyConfig.KIND)))
                .noneMatch(model -> "disabled".equals(model.get(KeyConfig.STATUS)));
    }

    @Test
    void key_that_an_administrator_made_passive_stays() {
        rotation.addMissing();
        rotation.rotate(KeyKind.SEALING);
        ComponentModel passive = passive();
        passive.getConfig().remove(KeyConfig.PASSIVE_SINCE);
        clock.forward(Duration.ofDays(3650));

        assertThat(rotation.age()).isEmpty();
        assertThat(realm.components).contains(passive);
    }

    @Test
    void key_that_was_made_active_again_forgets_that_it_was_rotated_out() {
        rotation.addMissing();
        rotation.rotate(KeyKind.SEALING);
        ComponentModel again = passive();
        assertThat(again.get(KeyConfig.PASSIVE_SINCE)).isNotNull();
        again.put(KeyConfig.STATUS, "active");

        realm.realm.updateComponent(again);

        assertThat(again.get(KeyConfig.PASSIVE_SINCE)).isNull();
    }

    @Test
    void key_that_was_made_active_again_stays() {
        rotation.addMissing();
        rotation.rotate(KeyKind.SEALING);
        ComponentModel again = passive();
        again.put(KeyConfig.STATUS, "active");
        clock.forward(Duration.ofDays(3650));

        assertThat(rotation.age()).isEmpty();
        assertThat(realm.components).contains(again);
    }

    @Test
    void key_that_was_active_again_in_between_is_no_spent_one() {
        rotation.addMissing();
        rotation.rotate(KeyKind.SEALING);
        ComponentModel again = changed(passive(), "active");
        assertThat(again.get(KeyConfig.PASSIVE_SINCE)).isNull();

        ComponentModel passive = changed(again, "passive");
        clock.forward(Duration.ofDays(3650));

        assertThat(rotation.age()).isEmpty();
        assertThat(realm.components).contains(passive);
    }

    private ComponentModel changed(ComponentModel old, String status) {
        ComponentModel model = new ComponentModel(old);
        model.put(KeyConfig.STATUS, status);
        realm.realm.updateComponent(model);
        return model;
    }

    @Test
    void only_the_newest_active_key_says_when_to_rotate() {
        rotation.addMissing();
        ComponentModel older = new ComponentModel(sealingModels().get(0));
        older.setId(null);
        older.put(KeyConfig.ROTATE_AFTER, "86400");
        older.put(
                KeyConfig.CREATED_AT, clock.instant().minus(Duration.ofDays(9)).toString());
        realm.realm.addComponentModel(older);

        assertThat(rotation.age()).isEmpty();
    }

    @Test
    void broken_key_is_left_alone() {
        aging();
        sealingModels().get(0).put(KeyConfig.SECRET, "AAAA");
        clock.forward(AGE);

        assertThat(rotation.age()).isEmpty();
    }

    private void aging() {
        rotation.addMissing();
        sealingModels().get(0).put(KeyConfig.ROTATE_AFTER, Long.toString(AGE.toSeconds()));
    }

    private String sealing() {
        return keys.activeSealing().orElseThrow().keyId();
    }

    private ComponentModel passive() {
        return sealingModels().stream()
                .filter(model -> "passive".equals(model.get(KeyConfig.STATUS)))
                .findFirst()
                .orElseThrow();
    }

    private List<ComponentModel> sealingModels() {
        return realm.components.stream()
                .filter(model -> "sealing".equals(model.get(KeyConfig.KIND)))
                .toList();
    }
}
