package io.cloakpool.identitypool.keycloak;

import java.util.Map;
import java.util.Objects;

/** The version of this jar, as the server information page shows it. */
final class PackVersion {
    private PackVersion() {}

    static Map<String, String> operationalInfo() {
        String version = PackVersion.class.getPackage().getImplementationVersion();
        return Map.of("Version", Objects.requireNonNullElse(version, "development"));
    }
}
