package io.cloakpool.identitypool.pool;

import java.util.Set;

/**
 * What an administrator chooses for one accepted provider of a pool; {@link LoginBinding} is the same with its id.
 *
 * @param name unique in its pool
 * @param provider whose logins
 * @param clientIds clients whose tokens are accepted
 * @param serverSideCheck whether user and session are looked at on each use
 */
public record BindingSettings(
        String name, LoginBinding.Provider provider, Set<String> clientIds, boolean serverSideCheck) {
    public BindingSettings {
        clientIds = Set.copyOf(clientIds);
    }
}
