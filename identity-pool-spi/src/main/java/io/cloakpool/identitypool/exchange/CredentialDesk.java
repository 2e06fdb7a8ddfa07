package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.identitypool.issuer.sts.StsIssuers;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the grant for a decision that was made, and has it issued: here, or by the security token service of the role. */
final class CredentialDesk {
    private final PoolRealm realm;
    private final LoginKeys loginKeys;
    private final CredentialIssuer embedded;
    private final StsIssuers remote;

    CredentialDesk(PoolRealm realm, LoginKeys loginKeys, CredentialIssuer embedded, StsIssuers remote) {
        this.realm = realm;
        this.loginKeys = loginKeys;
        this.embedded = embedded;
        this.remote = remote;
    }

    private CredentialIssuer issuer(PoolRole role) {
        RemoteRole counterpart = role.remote();
        return counterpart == null ? embedded : remote.of(role, counterpart);
    }

    /**
     * @param caller null for a guest
     * @param policies what the caller narrows the role with
     */
    ExchangedCredentials issue(
            IdentityPool pool,
            IdentityId identity,
            @Nullable Caller caller,
            ChosenRole chosen,
            String sessionName,
            Duration lifetime,
            List<String> policies) {
        List<String> amr =
                caller == null ? List.of(Amr.UNAUTHENTICATED.value()) : loginKeys.amr(caller.names(), pool.id());
        IssuedCredentials credentials = issuer(chosen.role())
                .issue(new Grant(
                        pool.id().toString(),
                        pool.generation(),
                        identity.toString(),
                        chosen.role().name(),
                        chosen.role().id(),
                        sessionName,
                        amr,
                        caller == null ? null : caller.userId(),
                        caller != null && pool.settings().endWithSession()
                                ? caller.login().sessionId()
                                : null,
                        caller == null ? null : caller.client(),
                        caller == null ? 0 : caller.login().issuedAt().getEpochSecond(),
                        policies,
                        chosen.tags(),
                        lifetime));
        return new ExchangedCredentials(
                pool.id(),
                identity,
                chosen.role(),
                Arn.role(realm.accountId(), chosen.role().name()).toString(),
                chosen.decidedBy(),
                credentials,
                amr);
    }
}
