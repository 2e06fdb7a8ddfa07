package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.account.Mode;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationConfigTest {
    @Test
    void nothing_is_needed_and_nothing_is_given_away() throws UnusableOptionException {
        MigrationConfig config = read(Map.of());

        assertThat(config.mode()).isEqualTo(Mode.IMPORT);
        assertThat(config.timeBudget()).hasMillis(1500);
        assertThat(config.rules().groups()).isEmpty();
        assertThat(config.rules().roles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mode, sync", "mode, IMPORT", "timeBudgetMillis, 99", "timeBudgetMillis, 1901", "timeBudgetMillis, soon"
    })
    void what_cannot_be_used_is_refused_by_its_key(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith(key + " is ")
                .hasMessageNotContaining(value);
    }

    private static MigrationConfig read(Map<String, String> options) throws UnusableOptionException {
        return MigrationConfig.from(
                new SourceOptions(key -> options.containsKey(key) ? List.of(options.get(key)) : List.of()));
    }
}
