package io.cloakpool.authenticators.keycloak.base;

import io.cloakpool.authenticators.spi.PublicApi;
import java.time.Instant;
import java.time.InstantSource;
import org.keycloak.common.util.Time;

/** Keycloak's clock, which tests move. */
@PublicApi
public enum KeycloakTime implements InstantSource {
    INSTANCE;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
