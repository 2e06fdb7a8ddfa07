package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRole;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What credentials are wanted.
 *
 * @param roleArn a role to take instead of the one that the pool chooses
 * @param sessionName role session name
 * @param policies what narrows the role
 * @param lifetime by the role that is taken
 */
record CredentialOrder(
        @Nullable String roleArn, String sessionName, List<String> policies, Function<PoolRole, Duration> lifetime) {
    /** Credentials as the pool gives them. */
    static CredentialOrder standard(IdentityPool pool, @Nullable String roleArn, Amr amr) {
        return new CredentialOrder(
                roleArn, IdentityExchange.SESSION_NAME, List.of(), role -> Lifetimes.ofPool(pool, role, amr));
    }
}
