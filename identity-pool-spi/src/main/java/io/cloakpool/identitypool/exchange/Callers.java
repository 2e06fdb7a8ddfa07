package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.login.Logins;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;

/** Proves who calls, by the logins or the pool's token that came with the call, and tells the attempt. */
final class Callers {
    private final PoolRealm realm;
    private final Logins logins;
    private final WebIdentities webIdentities;

    Callers(PoolRealm realm, Logins logins, WebIdentities webIdentities) {
        this.realm = realm;
        this.logins = logins;
        this.webIdentities = webIdentities;
    }

    List<ProvenLogin> prove(IdentityPool pool, Map<String, String> presented) {
        return logins.prove(pool, presented);
    }

    Caller of(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        Caller caller = Caller.of(pool, prove(pool, presented));
        attempt.caller(caller);
        return caller;
    }

    /** The bearer of the pool's token among these logins. */
    WebIdentities.Bearer bearer(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        requireConfiguredIssuer();
        TokenSubject subject = webIdentities.read(pool, presented);
        tell(attempt, subject);
        return webIdentities.bearer(pool, subject);
    }

    /** What the pool's token says, whichever pool it is of. */
    TokenSubject subject(String token, Attempt attempt) {
        requireConfiguredIssuer();
        TokenSubject subject = webIdentities.read(token);
        attempt.pool(subject.pool());
        tell(attempt, subject);
        return subject;
    }

    /** Who holds that token, when what it stood on still stands. */
    WebIdentities.Bearer bearer(IdentityPool pool, TokenSubject subject) {
        return webIdentities.bearer(pool, subject);
    }

    private static void tell(Attempt attempt, TokenSubject subject) {
        attempt.identity(subject.identity());
        attempt.user(subject.login().userId(), subject.login().client());
    }

    /** Saving a pool with the classic flow is refused too, but a hostname may be taken away later. */
    void requireConfiguredIssuer() {
        if (!realm.hostnameConfigured()) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "OpenID tokens need a server whose hostname is configured.");
        }
    }
}
