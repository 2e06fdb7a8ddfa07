package io.cloakpool.authenticators.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeviceNamesTest {
    @Test
    void a_name_that_is_taken_gets_a_number() {
        assertThat(DeviceNames.free("Mine", "Other", Set.of())).isEqualTo("Mine");
        assertThat(DeviceNames.free("Mine", "Other", Set.of("Mine", "Mine 2"))).isEqualTo("Mine 3");
    }

    @Test
    void a_name_that_says_nothing_is_replaced() {
        assertThat(DeviceNames.free(null, "Firefox (Linux)", Set.of())).isEqualTo("Firefox (Linux)");
        assertThat(DeviceNames.free(" \t\u200b ", "Firefox (Linux)", Set.of())).isEqualTo("Firefox (Linux)");
    }

    @Test
    void a_name_is_one_short_line() {
        assertThat(DeviceNames.free("a\r\nb\u0000c\u202ed", "x", Set.of())).isEqualTo("a b c d");
        assertThat(DeviceNames.free("\ud83d\ude00".repeat(100), "x", Set.of()))
                .isEqualTo("\ud83d\ude00".repeat(DeviceNames.MAX_LENGTH));
    }
}
