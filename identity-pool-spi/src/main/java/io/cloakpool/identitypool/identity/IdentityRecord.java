package io.cloakpool.identitypool.identity;

import java.util.List;

/**
 * Everything that is stored about an identity.
 *
 * @param logins those of the identity, oldest first
 */
public record IdentityRecord(Identity identity, List<LinkedLogin> logins) {
    public IdentityRecord {
        logins = List.copyOf(logins);
    }
}
