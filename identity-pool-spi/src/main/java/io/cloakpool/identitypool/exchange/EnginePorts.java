package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.GuestGate;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.issuer.TokenCodec;
import io.cloakpool.identitypool.issuer.sts.FormPost;
import io.cloakpool.identitypool.login.LoginPorts;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.ClaimTrust;
import io.cloakpool.identitypool.role.ConfigurationLog;
import io.cloakpool.identitypool.spi.CredentialIssuer;
import java.time.InstantSource;

/** What the exchange needs from its surroundings, for the realm of one request. */
public record EnginePorts(
        PoolRepository pools,
        IdentityStore identities,
        GuestGate guests,
        LoginPorts logins,
        UserStates userStates,
        Revocations revocations,
        PoolKeys keys,
        TokenCodec tokenCodec,
        CredentialIssuer issuer,
        FormPost http,
        IssuanceLog log,
        ClaimTrust claimTrust,
        ConfigurationLog configurationLog,
        InstantSource clock) {}
