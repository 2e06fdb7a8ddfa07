package io.cloakpool.authenticators.device;

import org.jspecify.annotations.Nullable;

/** How tokens name a remembered device: as Cognito's device keys, {@code {region}_{uuid}}. */
public final class DeviceKey {
    /** Attribute of realms that says which region they are; identity pools have it too. */
    public static final String REGION = "cloakpool.region";

    private static final String DEFAULT_REGION = "us-east-1";

    private DeviceKey() {}

    /**
     * Of one device.
     *
     * @param region of the realm; null or blank for the default
     * @param device id of the credential that stands for it
     */
    public static String of(@Nullable String region, String device) {
        return (region == null || region.isBlank() ? DEFAULT_REGION : region.strip()) + "_" + device;
    }
}
