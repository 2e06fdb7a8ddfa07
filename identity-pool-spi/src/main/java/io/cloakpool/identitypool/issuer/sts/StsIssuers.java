package io.cloakpool.identitypool.issuer.sts;

import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;

/** Finds the security token service of a role, as it is configured now. */
public final class StsIssuers {
    private final PoolRepository pools;
    private final PoolOpenIdTokens tokens;
    private final StsClient client;

    public StsIssuers(PoolRepository pools, PoolOpenIdTokens tokens, StsClient client) {
        this.pools = pools;
        this.tokens = tokens;
        this.client = client;
    }

    /**
     * The issuer of a role that names one.
     *
     * @throws Refused {@code POOL_MISCONFIGURED} when it is missing or disabled, or when the server's hostname is not configured:
     *     then the token's issuer would be what the request's Host header says
     */
    public CredentialIssuer of(PoolRole role, RemoteRole remote) {
        if (!pools.realm().hostnameConfigured()) {
            throw new Refused(
                    Reason.POOL_MISCONFIGURED, "Credential issuers need a server whose hostname is configured.");
        }
        IssuerSettings settings = pools.issuer(remote.issuer())
                .filter(IssuerSettings::enabled)
                .orElseThrow(() -> new Refused(
                        Reason.POOL_MISCONFIGURED,
                        "The credential issuer '" + remote.issuer() + "' of role '" + role.name()
                                + "' is missing or disabled."));
        return new StsIssuer(pools.realm(), role, remote, settings, tokens, client);
    }
}
