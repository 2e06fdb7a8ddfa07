package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identities;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.Located;
import io.cloakpool.identitypool.identity.LoginGuard;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.UserStates;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identity of a caller, and tells the attempt. Asks the realm about the user before anything is stored; who
 * uses the answer asks once more.
 */
final class IdentityDesk {
    private final IdentityLocator locator;
    private final Identities identities;
    private final UserStates states;

    IdentityDesk(IdentityLocator locator, Identities identities, UserStates states) {
        this.locator = locator;
        this.identities = identities;
        this.states = states;
    }

    Located locate(IdentityId id, Attempt attempt) {
        attempt.identity(id);
        Located at = locator.locate(id);
        attempt.pool(at.pool().id());
        return at;
    }

    IdentityId of(IdentityPool pool, Caller caller, Attempt attempt) {
        return settled(attempt, () -> identities.ofLogins(pool, caller.names(), guard(caller, attempt)));
    }

    IdentityId of(Located at, Caller caller, @Nullable String guestSecret, Attempt attempt) {
        return settled(attempt, () -> identities.ofLogins(at, caller.names(), guestSecret, guard(caller, attempt)));
    }

    /** As {@link #of(Located, Caller, String, Attempt)}, for a caller whom a back end vouches for. */
    IdentityId ofVouched(Located at, Caller caller, @Nullable String guestSecret, Attempt attempt) {
        return settled(attempt, () -> identities.ofVouched(at, caller.names(), guestSecret, guard(caller, attempt)));
    }

    private LoginGuard guard(Caller caller, Attempt attempt) {
        return new LoginGuard() {
            @Override
            public void beforeWrite() {
                caller.requireGoodApart(states);
            }

            @Override
            public void owns(IdentityId identity) {
                attempt.identity(identity);
            }
        };
    }

    private IdentityId settled(Attempt attempt, Supplier<IdentityId> found) {
        IdentityId id = found.get();
        attempt.identity(id);
        return id;
    }
}
