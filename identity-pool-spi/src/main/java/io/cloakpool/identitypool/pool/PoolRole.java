package io.cloakpool.identitypool.pool;

import io.cloakpool.aws.policy.PolicyDocument;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role that identities of pools may take.
 *
 * @param id rename-proof id (uuid of the component)
 * @param name unique in the realm, {@code [\w+=,.@-]{1,64}}
 * @param enabled a disabled role issues nothing, and what it issued ends
 * @param policy what it allows
 * @param sessionPolicy narrows {@code policy}, where present
 * @param trustedPools names of the pools whose identities may take it
 * @param trustedAmr which kinds of identity may take it
 * @param maxDuration longest life of its credentials, 900 s to 12 h
 * @param sessionTags whether its credentials carry the tags that the binding of the login maps
 * @param remote what it stands for at a security token service, which then issues its credentials; null when they are made here
 * @param sts who else may take it at the security token service of this server
 * @param revision changes whenever the role's configuration does
 */
public record PoolRole(
        String id,
        String name,
        boolean enabled,
        PolicyDocument policy,
        @Nullable PolicyDocument sessionPolicy,
        Set<String> trustedPools,
        Set<Amr> trustedAmr,
        Duration maxDuration,
        boolean sessionTags,
        @Nullable RemoteRole remote,
        StsTrust sts,
        String revision) {
    public PoolRole {
        trustedPools = Set.copyOf(trustedPools);
        trustedAmr = Set.copyOf(trustedAmr);
    }

    /** Whether identities of this kind of this pool may take the role. */
    public boolean trusts(IdentityPool pool, Amr amr) {
        return enabled && trustedPools.contains(pool.name()) && trustedAmr.contains(amr);
    }
}
