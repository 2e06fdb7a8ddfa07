package io.cloakpool.migration.keycloak;

import java.time.Instant;
import java.time.InstantSource;
import org.keycloak.common.util.Time;

/** Keycloak's clock, which tests move. */
enum KeycloakTime implements InstantSource {
    INSTANCE;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
