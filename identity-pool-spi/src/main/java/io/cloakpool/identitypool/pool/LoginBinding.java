package io.cloakpool.identitypool.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider whose logins a pool accepts.
 *
 * @param id rename-proof id of the binding's component
 * @param name unique in its pool
 * @param provider whose logins
 * @param clientIds clients whose tokens are accepted, of a SAML identity provider entity ids that an assertion may name as its
 *     audience; without any, the identity provider's own client, and none of other providers
 * @param serverSideCheck whether the user, its session, the client and the not-before times are looked at on each use, beyond the token itself
 * @param revision changes whenever the binding's configuration does; part of the key of cached verifications
 * @param roleMapping how its logins get their role; null for the pool's default
 * @param tagMapping which claims become tags; null for none
 * @param saml which assertions of a SAML identity provider are accepted
 */
public record LoginBinding(
        String id,
        String name,
        LoginProvider provider,
        Set<String> clientIds,
        boolean serverSideCheck,
        String revision,
        @Nullable RoleMapping roleMapping,
        @Nullable TagMapping tagMapping,
        SamlSettings saml) {
    public LoginBinding {
        clientIds = Set.copyOf(clientIds);
    }

    /** What an administrator chose for it. */
    public BindingSettings settings() {
        return new BindingSettings(name, provider, clientIds, serverSideCheck, roleMapping, tagMapping, saml);
    }
}
