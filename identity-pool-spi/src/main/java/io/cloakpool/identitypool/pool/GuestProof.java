package io.cloakpool.identitypool.pool;

/** What a guest must show to use its identity id again. */
public enum GuestProof {
    /** Nothing: as in Cognito, who knows the id is the guest. */
    NONE,
    /** The guest secret that came with the id. */
    REQUIRED
}
