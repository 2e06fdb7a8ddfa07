package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.Users;
import io.cloakpool.migration.spi.LegacyName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyKeyTest {
    private static final int COLUMN = 255;
    private static final int PREFIX = "f:01234567-0123-0123-0123-0123456789ab:".length();

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Ann", "a+b@example.com", "ünïcödé 名", "a:b/c?d=%", "..."})
    void a_name_comes_back_in_its_spelling(String text) {
        String key = key("1", text);

        assertThat(key).matches("[A-Za-z0-9_-]+");
        assertThat(LegacyKey.read(key).map(LegacyKey::name)).contains(new LegacyName(text));
    }

    @Test
    void it_is_of_one_id_alone() {
        LegacyKey key = LegacyKey.read(key("1", "ann")).orElseThrow();
        LegacyKey without = LegacyKey.read(key(null, "ann")).orElseThrow();

        assertThat(key.hasId("1")).isTrue();
        assertThat(key.hasId("2")).isFalse();
        assertThat(key.hasId(null)).isFalse();
        assertThat(without.hasId(null)).isTrue();
        assertThat(without.hasId("1")).isFalse();
    }

    @Test
    void the_longest_name_fits_into_keycloaks_columns() {
        String longest = key("an-id-of-any-length".repeat(9), "ü".repeat(LegacyName.MAX_BYTES / 2));

        assertThat(PREFIX + longest.length()).isLessThanOrEqualTo(COLUMN);
    }

    private static String key(@Nullable String id, String name) {
        return LegacyKey.of(Users.named(id, name)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "YW5u",
                "AAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAYW5u=",
                "AAAAAAAAAAAAAAAAYW5u!",
                "AAAAAAAAAAAAAAAAYW5uZ",
                "AAAAAAAAAAAAAAAAIGFubg",
                "AAAAAAAAAAAAAAAA_w"
            })
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
