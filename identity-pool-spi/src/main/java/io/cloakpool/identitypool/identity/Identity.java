package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity that has a row: one with a login, or a guest that was linked or retired.
 *
 * @param status whether it may still be used
 * @param successor the identity it was merged into, where it was
 * @param logins what is linked to it, oldest first
 */
public record Identity(
        IdentityId id,
        PoolId pool,
        Status status,
        @Nullable IdentityId successor,
        Instant createdAt,
        Instant modifiedAt,
        List<LoginName> logins) {
    /** Life cycle. There is no way back from {@code RETIRED}. */
    public enum Status {
        ACTIVE,
        RETIRED
    }

    public Identity {
        logins = List.copyOf(logins);
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }
}
