package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.role.RoleLogin;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claims that a token might have, to try mappings with. They prove nothing.
 *
 * @param binding name of the binding that would accept the token; null where the pool has only one
 * @param client the client that the token would be made for; null for any client of the binding
 */
public record ClaimSet(@Nullable String binding, @Nullable String client, Map<String, Object> claims) {
    public ClaimSet {
        claims = Map.copyOf(claims);
    }

    RoleLogin login(IdentityPool pool) {
        LoginBinding accepting = accepting(pool);
        String subject = claims.get("sub") instanceof String text ? text : "";
        return new RoleLogin(
                accepting,
                new VerifiedLogin(
                        accepting.provider().kind().name(),
                        subject,
                        claims,
                        client,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH));
    }

    private LoginBinding accepting(IdentityPool pool) {
        List<LoginBinding> candidates = pool.bindings().stream()
                .filter(candidate -> binding == null || candidate.name().equals(binding))
                .toList();
        if (candidates.size() != 1) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    binding == null
                            ? "binding is needed: the pool has not exactly one."
                            : "The pool has no binding of this name.");
        }
        return candidates.get(0);
    }
}
