package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.keys.KeyProvider;
import org.keycloak.models.RealmModel;

final class AcceptedKeysTest {
    private static final SignatureKey KEY = new SignatureKey("kid", "RS256", "digest");

    private final FakeClock clock = new FakeClock();
    private final AcceptedKeys keys = new AcceptedKeys(clock);
    private final List<ComponentModel> components = new ArrayList<>();
    private final RealmModel realm = realm("realm-id");
    private boolean enabled = true;
    private int questions;

    @BeforeEach
    void one_key() {
        components.add(component("rsa", "rsa-generated", KeyProvider.class.getName()));
    }

    @Test
    void an_enabled_key_is_asked_for_once() {
        assertThat(accepts()).isTrue();
        assertThat(accepts()).isTrue();
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void key_that_is_switched_off_counts_no_more_at_once() {
        assertThat(accepts()).isTrue();
        enabled = false;
        // In the very component that Keycloak's cache hands out, as its endpoint of components does.
        components.get(0).put("enabled", "false");

        assertThat(accepts()).isFalse();
    }

    @Test
    void key_that_is_deleted_counts_no_more_at_once() {
        components.add(component("other", "rsa-generated", KeyProvider.class.getName()));
        assertThat(accepts()).isTrue();
        enabled = false;
        components.remove(0);

        assertThat(accepts()).isFalse();
    }

    @Test
    void key_that_is_replaced_by_another_counts_no_more_at_once() {
        assertThat(accepts()).isTrue();
        enabled = false;
        components.set(0, component("other", "rsa-generated", KeyProvider.class.getName()));

        assertThat(accepts()).isFalse();
    }

    @Test
    void key_outside_of_components_is_asked_for_again_after_a_second() {
        assertThat(accepts()).isTrue();
        enabled = false;
        clock.forward(AcceptedKeys.MAX_AGE.minusMillis(1));
        assertThat(accepts()).isTrue();
        clock.forward(Duration.ofMillis(1));

        assertThat(accepts()).isFalse();
    }

    @Test
    void unknown_key_is_not_remembered() {
        enabled = false;
        assertThat(accepts()).isFalse();
        enabled = true;

        assertThat(accepts()).isTrue();
    }

    @Test
    void realm_key_and_algorithm_are_told_apart() {
        assertThat(accepts()).isTrue();
        enabled = false;

        assertThat(keys.accepts(realm, new SignatureKey("other", "RS256", "digest"), this::ask))
                .isFalse();
        assertThat(keys.accepts(realm, new SignatureKey("kid", "RS512", "digest"), this::ask))
                .isFalse();
        assertThat(keys.accepts(realm, new SignatureKey("kid", "RS256", "another"), this::ask))
                .isFalse();
        assertThat(keys.accepts(realm("another-realm"), KEY, this::ask)).isFalse();
    }

    @Test
    void other_components_change_without_a_new_question() {
        components.add(component("pool", "cloakpool-identity-pool", "another type"));
        assertThat(accepts()).isTrue();
        components.get(1).put("name", "changed");
        assertThat(accepts()).isTrue();

        assertThat(questions).isEqualTo(1);
    }

    private boolean accepts() {
        return keys.accepts(realm, KEY, this::ask);
    }

    private boolean ask() {
        questions++;
        return enabled;
    }

    private RealmModel realm(String id) {
        return Stub.of(
                RealmModel.class,
                Map.of("getId", arguments -> id, "getComponentsStream", arguments -> components.stream()));
    }

    private static ComponentModel component(String id, String providerId, String type) {
        ComponentModel model = new ComponentModel();
        model.setId(id);
        model.setProviderId(providerId);
        model.setProviderType(type);
        model.put("enabled", "true");
        return model;
    }
}
