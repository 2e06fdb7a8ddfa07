package io.cloakpool.authenticators.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeviceKeyTest {
    private static final String DEVICE = "3f0d8f52-95b2-4df8-9c2d-0f1b2a3c4d5e";

    @Test
    void a_device_is_named_by_region_and_credential() {
        assertThat(DeviceKey.of("eu-central-1", DEVICE)).isEqualTo("eu-central-1_" + DEVICE);
        assertThat(DeviceKey.of(null, DEVICE)).isEqualTo("us-east-1_" + DEVICE);
        assertThat(DeviceKey.of(" ", DEVICE)).isEqualTo("us-east-1_" + DEVICE);
    }
}
