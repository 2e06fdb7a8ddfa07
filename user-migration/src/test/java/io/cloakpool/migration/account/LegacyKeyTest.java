package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.spi.LegacyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyKeyTest {
    private static final int COLUMN = 255;
    private static final int PREFIX = "f:01234567-0123-0123-0123-0123456789ab:".length();

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Ann", "a+b@example.com", "ünïcödé 名", "a:b/c?d=%", "..."})
    void a_name_comes_back_in_its_spelling(String text) {
        LegacyName name = new LegacyName(text);

        assertThat(LegacyKey.of(name)).matches("[A-Za-z0-9_-]+");
        assertThat(LegacyKey.read(LegacyKey.of(name))).contains(name);
    }

    @Test
    void the_longest_name_fits_into_keycloaks_columns() {
        LegacyName longest = new LegacyName("ü".repeat(LegacyName.MAX_BYTES / 2));

        assertThat(PREFIX + LegacyKey.of(longest).length()).isLessThanOrEqualTo(COLUMN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YW5u=", "YW5u!", "YW5uZ", "IGFubg", "_w"})
    void what_is_no_key_is_nobody(String key) {
        assertThat(LegacyKey.read(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " ann", ".", "..", "a\u0000b", "a\nb", "a\u200bb", "\ud800"})
    void what_leads_elsewhere_or_looks_like_another_is_no_name(String text) {
        assertThat(LegacyName.of(text)).isEmpty();
        assertThatThrownBy(() -> new LegacyName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_beyond_the_bound_is_none() {
        assertThat(LegacyName.of("x".repeat(LegacyName.MAX_BYTES))).isPresent();
        assertThat(LegacyName.of("x".repeat(LegacyName.MAX_BYTES + 1))).isEmpty();
    }
}
