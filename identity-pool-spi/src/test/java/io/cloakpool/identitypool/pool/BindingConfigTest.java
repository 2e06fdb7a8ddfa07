package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BindingConfigTest {
    @Test
    void settings_survive_being_written_and_read() {
        BindingSettings settings = new BindingSettings(
                "realm", LoginBinding.Provider.REALM, Set.of("webapp", "https://app"), false, null, null);

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
                .isThrownBy(() -> BindingConfig.settings("x", Source.of(Map.of("provider", List.of("google")))))
                .withMessage("login binding \"x\": provider must be one of [realm]");
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
