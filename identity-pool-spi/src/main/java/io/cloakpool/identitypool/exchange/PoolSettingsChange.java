package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.Map;
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

    static PoolSettings tags(PoolSettings settings, Map<String, String> tags) {
        return new PoolSettings(
                settings.name(),
                settings.allowGuests(),
                settings.guestProof(),
                settings.guestLifetime(),
                settings.allowClassicFlow(),
                settings.developerProviderName(),
                settings.developerClients(),
                settings.authenticatedRole(),
                settings.unauthenticatedRole(),
                settings.requestableRoles(),
                settings.credentialLifetime(),
                settings.endWithSession(),
                settings.serviceAccounts(),
                tags);
    }
}
