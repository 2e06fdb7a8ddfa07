package io.cloakpool.identitypool.engine;

import io.cloakpool.identitypool.authorize.AdministrationAuthorizer;
import io.cloakpool.identitypool.authorize.AssumptionAuthorizer;
import io.cloakpool.identitypool.authorize.ClientAuthenticator;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.GatewayAuthorizer;
import io.cloakpool.identitypool.authorize.SessionAuthenticator;
import io.cloakpool.identitypool.exchange.DeveloperUsers;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.exchange.IdentityReports;
import io.cloakpool.identitypool.exchange.IssuerAdministration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.RoleChaining;
import io.cloakpool.identitypool.exchange.RoleExplainer;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.StoredConfiguration;

/** What the doors call, for the realm of one request. A part is made when it is first asked for, and stays the same. */
public interface Engine {
    PoolRepository pools();

    PoolStore store();

    ProviderNames providerNames();

    StoredConfiguration configuration();

    PoolKeys keys();

    IdentityExchange exchange();

    RoleExplainer explainer();

    PoolAdministration administration();

    IdentityReports reports();

    DeveloperUsers developerUsers();

    IssuerAdministration issuers();

    SessionAuthenticator sessions();

    ClientAuthenticator clients();

    GatewayAuthorizer gateways();

    AdministrationAuthorizer administrators();

    AssumptionAuthorizer assumptions();

    RoleChaining chaining();

    DecisionLog decisions();
}
