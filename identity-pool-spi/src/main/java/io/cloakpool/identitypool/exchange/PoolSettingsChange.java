package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.PoolSettings;
import org.jspecify.annotations.Nullable;

/** Copies of settings in which one thing is changed. */
final class PoolSettingsChange {
    private PoolSettingsChange() {}

    static PoolSettings roles(
            PoolSettings settings, @Nullable String authenticatedRole, @Nullable String unauthenticatedRole) {
        return new PoolSettings(
                settings.name(),
                settings.allowGuests(),
                settings.guestProof(),
                settings.guestLifetime(),
                settings.allowClassicFlow(),
                settings.developerProviderName(),
                settings.developerClients(),
                authenticatedRole,
                unauthenticatedRole,
                settings.requestableRoles(),
                settings.credentialLifetime(),
                settings.endWithSession(),
                settings.serviceAccounts(),
                settings.tags());
    }
}
