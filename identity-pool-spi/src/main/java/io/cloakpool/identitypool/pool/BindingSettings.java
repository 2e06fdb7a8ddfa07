package io.cloakpool.identitypool.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses for one accepted provider of a pool; {@link LoginBinding} is the same with its id.
 *
 * @param name unique in its pool
 * @param provider whose logins
 * @param clientIds clients whose tokens are accepted, see {@link LoginBinding#clientIds}
 * @param serverSideCheck whether user and session are looked at on each use
 * @param roleMapping how its logins get their role; null for the pool's default
 * @param tagMapping which claims become tags; null for none
 * @param saml which assertions of a SAML identity provider are accepted
 */
public record BindingSettings(
        String name,
        LoginProvider provider,
        Set<String> clientIds,
        boolean serverSideCheck,
        @Nullable RoleMapping roleMapping,
        @Nullable TagMapping tagMapping,
        SamlSettings saml) {
    public BindingSettings {
        clientIds = Set.copyOf(clientIds);
    }

    /** The same for other clients. */
    public BindingSettings withClients(Set<String> otherClients, boolean otherCheck) {
        return new BindingSettings(name, provider, otherClients, otherCheck, roleMapping, tagMapping, saml);
    }

    /** The same with another role mapping. */
    public BindingSettings withRoleMapping(@Nullable RoleMapping otherRoles) {
        return new BindingSettings(name, provider, clientIds, serverSideCheck, otherRoles, tagMapping, saml);
    }

    /** The same with another tag mapping. */
    public BindingSettings withTagMapping(@Nullable TagMapping otherTags) {
        return new BindingSettings(name, provider, clientIds, serverSideCheck, roleMapping, otherTags, saml);
    }
}
