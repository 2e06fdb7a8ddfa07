package io.cloakpool.migration.bulk;

import org.jspecify.annotations.Nullable;

/**
 * An account of the user elsewhere.
 *
 * @param provider alias of the realm's identity provider
 * @param userId of that account, which never changes
 * @param userName of that account, as people see it; null where there is none
 */
public record FederatedLink(String provider, String userId, @Nullable String userName) {}
