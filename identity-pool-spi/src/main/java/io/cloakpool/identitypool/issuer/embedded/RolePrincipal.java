package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.aws.arn.Arn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
                "AROA" + Base32.prefix(sha256(roleId), ID_CHARACTERS) + ":" + sessionName);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
