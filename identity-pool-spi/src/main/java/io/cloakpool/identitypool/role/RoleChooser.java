package io.cloakpool.identitypool.role;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the role of an identity: the pool's default, or the one that a signed-in caller asks for out of those it may. */
public final class RoleChooser {
    private final PoolRepository pools;

    public RoleChooser(PoolRepository pools) {
        this.pools = pools;
    }

    /**
     * The role for this kind of identity.
     *
     * @param requestedArn the role that the caller asks for; null for the default
     * @throws Refused {@code INVALID_PARAMETER} for a text that is no ARN, {@code ROLE_NOT_ALLOWED} for a role that the caller may
     *     not have, whether it exists or not, {@code POOL_MISCONFIGURED} when the default is missing, disabled or does not trust
     *     the pool
     */
    public ChosenRole choose(IdentityPool pool, Amr amr, @Nullable String requestedArn) {
        return requestedArn == null ? byDefault(pool, amr) : byRequest(pool, amr, requestedArn);
    }

    private ChosenRole byDefault(IdentityPool pool, Amr amr) {
        return Optional.ofNullable(defaultName(pool, amr))
                .flatMap(pools::role)
                .filter(role -> role.trusts(pool, amr))
                .map(role -> new ChosenRole(role, "default:" + amr.value()))
                .orElseThrow(() -> new Refused(
                        Reason.POOL_MISCONFIGURED,
                        "Invalid identity pool configuration. Check assigned IAM roles for this pool."));
    }

    private ChosenRole byRequest(IdentityPool pool, Amr amr, String requestedArn) {
        Arn arn = parse(requestedArn);
        Optional<PoolRole> role = arn.service().equals("iam")
                        && arn.account().equals(pools.realm().accountId())
                ? arn.roleName().filter(name -> mayRequest(pool, amr, name)).flatMap(pools::role)
                : Optional.empty();
        return role.filter(r -> r.trusts(pool, amr))
                .map(r -> new ChosenRole(r, "request"))
                .orElseThrow(() -> new Refused(
                        Reason.ROLE_NOT_ALLOWED, "The requested role is not one that this login may take."));
    }

    private static boolean mayRequest(IdentityPool pool, Amr amr, String name) {
        return amr == Amr.AUTHENTICATED
                && (name.equals(defaultName(pool, amr))
                        || pool.settings().requestableRoles().contains(name));
    }

    private static @Nullable String defaultName(IdentityPool pool, Amr amr) {
        return amr == Amr.AUTHENTICATED
                ? pool.settings().authenticatedRole()
                : pool.settings().unauthenticatedRole();
    }

    private static Arn parse(String text) {
        try {
            return Arn.parse(text);
        } catch (InvalidArnException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "The role ARN is malformed.", e);
        }
    }
}
