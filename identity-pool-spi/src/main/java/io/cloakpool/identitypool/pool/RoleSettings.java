package io.cloakpool.identitypool.pool;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses for a role; {@link PoolRole} is the same, parsed and with its id.
 *
 * @param policy IAM policy document, JSON
 * @param sessionPolicy IAM policy document that narrows it, JSON
 * @param sessionTags whether its credentials carry the tags that the binding of the login maps
 * @param remote what it stands for at a security token service; null when its credentials are made here
 * @param sts who else may take it at the security token service of this server
 */
public record RoleSettings(
        String name,
        boolean enabled,
        String policy,
        @Nullable String sessionPolicy,
        Set<String> trustedPools,
        Set<Amr> trustedAmr,
        Duration maxDuration,
        boolean sessionTags,
        @Nullable RemoteRole remote,
        StsTrust sts) {
    public RoleSettings {
        trustedPools = Set.copyOf(trustedPools);
        trustedAmr = Set.copyOf(trustedAmr);
    }
}
