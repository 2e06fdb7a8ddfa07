package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.identitypool.pool.PoolId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pool that one call is about, once somebody says so. Not thread-safe. */
final class LocatedPool implements Consumer<PoolId> {
    private @Nullable PoolId pool;

    @Override
    public void accept(PoolId id) {
        pool = id;
    }

    Optional<PoolId> get() {
        return Optional.ofNullable(pool);
    }
}
