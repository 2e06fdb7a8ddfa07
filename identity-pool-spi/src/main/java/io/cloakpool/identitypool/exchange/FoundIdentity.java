package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityId;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@link IdentityExchange#getId}. {@code toString} shows no secret.
 *
 * @param id the identity
 * @param guestSecret what the guest must show later on; only for a new guest of a pool with {@code guestProof=required}
 */
public record FoundIdentity(IdentityId id, @Nullable String guestSecret) {
    @Override
    public String toString() {
        return "FoundIdentity[" + id + "]";
    }
}
