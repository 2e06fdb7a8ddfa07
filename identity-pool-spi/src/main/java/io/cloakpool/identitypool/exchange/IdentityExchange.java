package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logins in; identities, credentials and OpenID tokens out. Works for the realm and the request that its ports belong to.
 *
 * <p>Every method answers or throws {@link io.cloakpool.identitypool.spi.Refused}, and records which of both in the {@link
 * IssuanceLog}. {@code logins} maps provider names to tokens as the AWS API does; empty means a guest.
 */
public final class IdentityExchange {
    /** Role session name of credentials that are not made by {@code AssumeRoleWithWebIdentity}. */
    public static final String SESSION_NAME = "CognitoIdentityCredentials";

    /** Wires the exchange for one request. */
    public IdentityExchange(EnginePorts ports, EngineCaches caches) {}

    /** The identity of a login, made at its first call; without logins a new guest. */
    public FoundIdentity getId(PoolId pool, Map<String, String> logins) {
        return Pending.body();
    }

    /**
     * Credentials for an identity (enhanced flow). Links or merges a guest that comes with a login.
     *
     * @param customRoleArn a role to take instead of the default
     * @param guestSecret what {@link FoundIdentity#guestSecret} said; needed where the pool has {@code guestProof=required}
     */
    public ExchangedCredentials credentials(
            IdentityId id, Map<String, String> logins, @Nullable String customRoleArn, @Nullable String guestSecret) {
        return Pending.body();
    }

    /** {@link #openIdToken(IdentityId, Map, String)} without a guest secret. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> logins) {
        return openIdToken(id, logins, null);
    }

    /** The pool's OpenID token for an identity (classic flow). Guests get none. Links or merges as {@link #credentials}. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> logins, @Nullable String guestSecret) {
        return Pending.body();
    }

    /** Credentials for the bearer of an access token, in one step. A shorter life may start at one second. */
    public ExchangedCredentials credentialsForBearer(PoolId pool, BearerLogin login, Narrowing narrowing) {
        return Pending.body();
    }

    /**
     * Credentials for the bearer of a pool's own OpenID token.
     *
     * @param token of {@link #openIdToken}
     * @param roleArn the role to take
     * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
     * @param narrowing its {@code roleArn} is not looked at; its duration is 900 s to the role's maximum
     */
    public AssumedRole assumeRoleWithWebIdentity(
            String token, String roleArn, String sessionName, Narrowing narrowing) {
        return Pending.body();
    }
}
