package io.cloakpool.identitypool.pool;

/** Identities whose outstanding credentials end before their time, on every node and over restarts. */
public interface Revocations {
    boolean isRevoked(IdentityId identity);
}
