package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.identitypool.issuer.sts.StsIssuers;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.role.RoleChooser;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the role, writes the grant and has it issued: here, or by the security token service of the role. */
final class CredentialDesk {
    private final PoolRealm realm;
    private final RoleChooser roles;
    private final UserStates states;
    private final LoginKeys loginKeys;
    private final CredentialIssuer embedded;
    private final StsIssuers remote;

    CredentialDesk(
            PoolRealm realm,
            RoleChooser roles,
            UserStates states,
            LoginKeys loginKeys,
            CredentialIssuer embedded,
            StsIssuers remote) {
        this.realm = realm;
        this.roles = roles;
        this.states = states;
        this.loginKeys = loginKeys;
        this.embedded = embedded;
        this.remote = remote;
    }

    /** @param caller null for a guest */
    ExchangedCredentials issue(
            IdentityPool pool, IdentityId identity, @Nullable Caller caller, CredentialOrder order, Attempt attempt) {
        ChosenRole chosen = basis(caller).choose(roles, pool, order.roleArn());
        attempt.role(chosen.role());
        if (caller != null) {
            requireGood(caller, chosen);
        }
        Duration lifetime = order.lifetime().apply(chosen.role());
        List<String> amr =
                caller == null ? List.of(Amr.UNAUTHENTICATED.value()) : loginKeys.amr(caller.names(), pool.id());
        IssuedCredentials credentials = issuer(chosen.role())
                .issue(new Grant(
                        pool.id().toString(),
                        pool.generation(),
                        identity.toString(),
                        chosen.role().name(),
                        chosen.role().id(),
                        order.sessionName(),
                        amr,
                        caller == null ? null : caller.userId(),
                        caller != null && pool.settings().endWithSession()
                                ? caller.login().sessionId()
                                : null,
                        caller == null ? null : caller.client(),
                        caller == null ? 0 : caller.login().issuedAt().getEpochSecond(),
                        order.policies(),
                        chosen.tags(),
                        lifetime));
        attempt.issuedCredentials(lifetime);
        return new ExchangedCredentials(
                pool.id(),
                identity,
                chosen.role(),
                Arn.role(realm.accountId(), chosen.role().name()).toString(),
                chosen.decidedBy(),
                credentials,
                amr);
    }

    /**
     * Finds out ahead of all that is stored whether there is somebody to issue what a signed-in caller orders, with its tags. Only
     * another service may still refuse.
     *
     * @throws Refused as {@link #issue}
     */
    void requireIssuable(IdentityPool pool, Caller caller, CredentialOrder order) {
        PoolRole role = caller.basis().choose(roles, pool, order.roleArn()).role();
        if (role.remote() != null) {
            remote.of(role, role.remote());
        }
    }

    private static RoleBasis basis(@Nullable Caller caller) {
        return caller == null ? RoleBasis.of(List.of()) : caller.basis();
    }

    /**
     * The last short transaction is over when this asks the realm about the user. Ahead of a call to a service elsewhere it asks in
     * one more of them: the request must not hold a connection of the database while it waits.
     */
    private void requireGood(Caller caller, ChosenRole chosen) {
        if (chosen.role().remote() == null) {
            caller.requireGood(states);
        } else {
            caller.requireGoodApart(states);
        }
    }

    private CredentialIssuer issuer(PoolRole role) {
        RemoteRole counterpart = role.remote();
        return counterpart == null ? embedded : remote.of(role, counterpart);
    }
}
