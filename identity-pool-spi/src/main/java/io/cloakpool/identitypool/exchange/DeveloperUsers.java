package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users of a pool's developer provider: a back end that vouches for them (Cognito's developer-authenticated identities).
 * Who may call this was decided before. Refusals are {@code POOL_NOT_FOUND}, {@code IDENTITY_NOT_FOUND}, {@code
 * RESOURCE_NOT_FOUND} for an unknown user, {@code INVALID_PARAMETER} for a pool without that developer provider, and {@code
 * CONFLICT}.
 */
public final class DeveloperUsers {
    /** Tries of a write that others keep making impossible. */
    private static final int MAX_TRIES = 5;

    /**
     * An identity and a part of the developer's users that it has.
     *
     * @param users by name
     */
    public record Found(IdentityId identity, Page<String> users) {}

    private final PoolRepository pools;
    private final IdentityStore identities;
    private final InstantSource clock;

    public DeveloperUsers(PoolRepository pools, IdentityStore identities, InstantSource clock) {
        this.pools = pools;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * The identity of a user, and all users of that identity.
     *
     * @param identity null when it is asked for
     * @param user null when only the identity is given; both must belong together, else {@code CONFLICT}
     * @param max 1 to {@value PoolAdministration#MAX_PAGE}
     * @param next {@link Page#next} of the page before; null for the first
     */
    public Found lookup(
            PoolId pool, @Nullable IdentityId identity, @Nullable String user, int max, @Nullable String next) {
        String provider = provider(pool(pool));
        if (identity == null && user == null) {
            throw new Refused(Reason.INVALID_PARAMETER, "IdentityId or DeveloperUserIdentifier must be given.");
        }
        Identity found = user == null ? active(pool, Objects.requireNonNull(identity)) : owner(pool, provider, user);
        if (identity != null && !found.id().equals(identity)) {
            throw new Refused(Reason.CONFLICT, "The developer user belongs to another identity.");
        }
        return new Found(found.id(), users(found, max, next));
    }

    /**
     * Makes the identity of one user the other's too; the survivor is the destination's, with the logins of both.
     *
     * @throws Refused also {@code CONFLICT} as {@link io.cloakpool.identitypool.identity.LinkRule}
     */
    public IdentityId merge(PoolId pool, String providerName, String sourceUser, String destinationUser) {
        String provider = provider(pool(pool), providerName);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            IdentityId source = owner(pool, provider, sourceUser).id();
            IdentityId destination = owner(pool, provider, destinationUser).id();
            boolean merged = source.equals(destination)
                    || identities.merge(source, destination, clock.instant()) == IdentityStore.Write.DONE;
            if (merged) {
                return destination;
            }
        }
        throw contended();
    }

    /** Takes a user from an identity. The identity that has no other login is inaccessible from then on. */
    public void unlink(PoolId pool, IdentityId identity, String providerName, String user) {
        LoginName login = LoginName.ofDeveloper(provider(pool(pool), providerName), user);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (!active(pool, identity).logins().contains(login)) {
                throw unknown();
            }
            if (identities.unlink(identity, List.of(), List.of(login), clock.instant()) == IdentityStore.Write.DONE) {
                return;
            }
        }
        throw contended();
    }

    private IdentityPool pool(PoolId id) {
        return pools.pool(id).orElseThrow(() -> PoolAdministration.notFound(id));
    }

    /** The name of the pool's developer provider. */
    static String provider(IdentityPool pool) {
        return Optional.ofNullable(pool.settings().developerProviderName())
                .orElseThrow(
                        () -> new Refused(Reason.INVALID_PARAMETER, "The identity pool has no developer provider."));
    }

    private static String provider(IdentityPool pool, String name) {
        String provider = provider(pool);
        if (!provider.equals(name)) {
            throw new Refused(Reason.INVALID_PARAMETER, "The developer provider of the identity pool is another one.");
        }
        return provider;
    }

    private Identity owner(PoolId pool, String provider, String user) {
        return identities.findByLogins(pool, List.of(LoginName.ofDeveloper(provider, user))).stream()
                .filter(Identity::active)
                .findFirst()
                .orElseThrow(DeveloperUsers::unknown);
    }

    private Identity active(PoolId pool, IdentityId id) {
        return identities
                .find(id)
                .filter(identity -> identity.pool().equals(pool) && identity.active())
                .orElseThrow(() -> IdentityLocator.notFound(id));
    }

    private static Page<String> users(Identity identity, int max, @Nullable String next) {
        String after = PageTokens.after(next);
        List<String> users = identity.logins().stream()
                .filter(LoginName::isDeveloper)
                .map(LoginName::subject)
                .sorted()
                .filter(user -> after == null || user.compareTo(after) > 0)
                .limit(PageTokens.requireMax(max) + 1L)
                .toList();
        return PageTokens.page(users, max, user -> user);
    }

    private static Refused unknown() {
        return new Refused(Reason.RESOURCE_NOT_FOUND, "The developer user is not known to the identity pool.");
    }

    private static Refused contended() {
        return new Refused(Reason.CONFLICT, "The identities are being changed by other requests. Try again.");
    }
}
