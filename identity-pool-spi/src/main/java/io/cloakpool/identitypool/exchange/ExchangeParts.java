package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.GuestIds;
import io.cloakpool.identitypool.identity.Identities;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.sts.StsClient;
import io.cloakpool.identitypool.issuer.sts.StsIssuers;
import io.cloakpool.identitypool.login.LoginTokens;
import io.cloakpool.identitypool.login.Logins;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.login.UnnamedLogins;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.role.RoleChooser;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;

/** What an {@link IdentityExchange} is made of, wired for one request. */
record ExchangeParts(
        PoolRealm realm,
        EnginePorts ports,
        Identities identities,
        RoleChooser roles,
        LoginKeys loginKeys,
        Callers callers,
        IdentityDesk found,
        CredentialDesk credentials,
        TokenDesk tokens,
        UnnamedLogins unnamed,
        RoleTrusts trusts) {
    /** Making one costs more than a request has need of. */
    private static final SecureRandom RANDOM = new SecureRandom();

    static ExchangeParts of(EnginePorts ports, EngineCaches caches) {
        PoolRealm realm = ports.pools().realm();
        GuestIds guestIds = new GuestIds(ports.clock(), RANDOM);
        ProviderNames names = new ProviderNames(realm, ports.logins().directory());
        LoginTokens loginTokens = new LoginTokens(caches.logins(), ports.logins(), realm, ports.clock());
        Logins logins = new Logins(names, loginTokens);
        Identities identities =
                new Identities(ports.identities(), guestIds, caches.identities(), ports.revocations(), ports.clock());
        IdentityLocator locator = new IdentityLocator(
                ports.pools(), ports.identities(), guestIds, caches.identities(), ports.revocations());
        RoleChooser roles = new RoleChooser(ports.pools(), ports.claimTrust(), ports.configurationLog());
        PoolOpenIdTokens openIdTokens = new PoolOpenIdTokens(realm, ports.keys(), ports.tokenCodec(), ports.clock());
        LoginKeys loginKeys = new LoginKeys(names);
        return new ExchangeParts(
                realm,
                ports,
                identities,
                roles,
                loginKeys,
                new Callers(realm, logins, new WebIdentities(names, openIdTokens, ports.identities())),
                new IdentityDesk(locator, identities, ports.userStates()),
                new CredentialDesk(
                        realm,
                        roles,
                        ports.userStates(),
                        loginKeys,
                        ports.issuer(),
                        new StsIssuers(ports.pools(), openIdTokens, new StsClient(ports.http(), ports.clock()))),
                new TokenDesk(loginKeys, roles, openIdTokens, ports.userStates()),
                new UnnamedLogins(names, loginTokens),
                new RoleTrusts(ports.pools(), ports.configurationLog()));
    }

    /** @throws Refused when there is no such pool */
    IdentityPool pool(PoolId id) {
        return ports.pools().pool(id).orElseThrow(() -> PoolAdministration.notFound(id));
    }
}
