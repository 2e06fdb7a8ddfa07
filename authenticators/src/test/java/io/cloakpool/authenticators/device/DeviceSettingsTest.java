package io.cloakpool.authenticators.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.device.DeviceSettings.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceSettingsTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Map<String, String> values = new HashMap<>();

    @Test
    void a_realm_that_says_nothing_remembers_nothing_and_thirty_days_are_the_time() {
        assertThat(read()).isEqualTo(DeviceSettings.off());
        values.put(DeviceSettings.MODE, " ask ");
        assertThat(read()).isEqualTo(new DeviceSettings(Mode.ASK, Duration.ofDays(30)));
        values.put(DeviceSettings.MODE, "always");
        values.put(DeviceSettings.DAYS, "365");
        assertThat(read()).isEqualTo(new DeviceSettings(Mode.ALWAYS, Duration.ofDays(365)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASK", "true", "on"})
    void a_mode_that_is_none_is_named(String mode) {
        values.put(DeviceSettings.MODE, mode);
        assertThatIllegalArgumentException().isThrownBy(this::read).withMessageContaining(DeviceSettings.MODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "-1", "a month", "1.5"})
    void a_time_that_is_none_is_named(String days) {
        values.put(DeviceSettings.DAYS, days);
        assertThatIllegalArgumentException().isThrownBy(this::read).withMessageContaining(DeviceSettings.DAYS);
    }

    @Test
    void a_device_is_good_until_its_time_is_over_or_the_user_has_a_newer_credential() {
        DeviceSettings month = new DeviceSettings(Mode.ASK, Duration.ofDays(30));
        long at = 100 * DAY;

        assertThat(month.isGood(at, at, at + 30 * DAY - 1)).isTrue();
        assertThat(month.isGood(at, at, at + 30 * DAY)).isFalse();
        assertThat(month.isGood(at, at + 1, at + 2)).isFalse();
        assertThat(DeviceSettings.off().isGood(at, at, at)).isFalse();
    }

    private DeviceSettings read() {
        return DeviceSettings.read(values::get);
    }
}
