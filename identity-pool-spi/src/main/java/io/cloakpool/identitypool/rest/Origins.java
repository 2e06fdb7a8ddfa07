package io.cloakpool.identitypool.rest;

import io.cloakpool.identitypool.pool.PoolId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rule of CORS an answer follows. */
@FunctionalInterface
public interface Origins {
    /** No web page may read any answer: the rule of doors that are not for browsers. */
    Origins NONE = (pool, origin) -> new OriginRule(Set.of());

    /**
     * The rule of one pool; of all pools when the request addresses none that exists.
     *
     * @param origin who asks; null for what is not a web page, to which no rule applies
     */
    OriginRule of(Optional<PoolId> pool, @Nullable String origin);
}
