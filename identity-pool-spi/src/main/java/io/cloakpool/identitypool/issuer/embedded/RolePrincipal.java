package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.identitypool.pool.Sha256;

/**
 * Who signs with credentials of a role, as STS names it.
 *
 * @param arn {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}
 * @param userId {@code AROA} and 17 characters that follow from the role's id and outlive a renaming, a colon, the session name
 */
public record RolePrincipal(String arn, String userId) {
    private static final int ID_CHARACTERS = 17;

    /** The principal of a session of this role. */
    public static RolePrincipal of(String accountId, String roleName, String roleId, String sessionName) {
        return new RolePrincipal(
                Arn.assumedRole(accountId, roleName, sessionName).toString(),
                "AROA" + Base32.prefix(Sha256.of(roleId), ID_CHARACTERS) + ":" + sessionName);
    }
}
