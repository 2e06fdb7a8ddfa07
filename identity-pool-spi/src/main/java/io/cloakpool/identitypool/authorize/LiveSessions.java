package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;

/**
 * Whether what a sealed credential stands on is still there. A credential ends before its time with its identity, pool, role, user
 * and, where the pool says so, session.
 */
final class LiveSessions {
    private final PoolRepository pools;
    private final Revocations revocations;
    private final UserStates users;

    LiveSessions(PoolRepository pools, Revocations revocations, UserStates users) {
        this.pools = pools;
        this.revocations = revocations;
        this.users = users;
    }

    /**
     * The roles of its chain as they are configured now, oldest first. It ends with any of them.
     *
     * @throws Refused with SESSION_TOKEN_INVALID when the credential has ended
     */
    List<PoolRole> requireLive(OpenedCredential credential) {
        // A pool that was deleted and made anew under its id is another pool.
        boolean samePool = pools.pool(credential.poolId())
                .filter(pool -> pool.generation().equals(credential.poolGeneration()))
                .isPresent();
        if (!samePool || revocations.isRevoked(credential.identityId())) {
            throw ended();
        }
        List<PoolRole> roles =
                credential.links().stream().map(link -> role(link.roleId())).toList();
        String userId = credential.userId();
        if (userId != null && !good(userId, credential)) {
            throw ended();
        }
        return roles;
    }

    private PoolRole role(String id) {
        return pools.roleById(id).filter(PoolRole::enabled).orElseThrow(LiveSessions::ended);
    }

    private boolean good(String userId, OpenedCredential credential) {
        UserStates.State state = users.state(new UserStates.Question(
                userId, credential.sessionId(), credential.clientId(), true, credential.loginIssuedAt(), true, true));
        return state == UserStates.State.GOOD;
    }

    /** One message for all causes: whoever holds a dead credential need not learn why it died. */
    private static Refused ended() {
        return new Refused(Reason.SESSION_TOKEN_INVALID, "The security token included in the request is invalid");
    }
}
