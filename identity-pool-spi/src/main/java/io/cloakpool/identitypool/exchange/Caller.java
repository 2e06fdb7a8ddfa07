package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in caller: a user of the realm, and what the realm is to be asked about it.
 *
 * @param name the login as identities know it
 * @param login what later checks of credentials need
 * @param questions what must be good on each use
 */
record Caller(LoginName name, TokenSubject.Login login, List<Question> questions) {
    /** The caller behind logins that are all of one user. */
    static Caller of(IdentityPool pool, List<ProvenLogin> proven) {
        VerifiedLogin first = proven.get(0).login();
        return new Caller(
                new LoginName(first.provider(), first.subject()),
                new TokenSubject.Login(first.subject(), first.sessionId(), first.client(), first.issuedAt()),
                proven.stream().map(login -> login.question(pool)).toList());
    }

    String userId() {
        return login.userId();
    }

    @Nullable
    String client() {
        return login.client();
    }

    /** The claim {@code amr} of a signed-in user: the kind, the provider, and the form that API Gateway exposes. */
    List<String> amr(PoolRealm realm) {
        String provider = realm.userPoolLoginKey();
        return List.of(Amr.AUTHENTICATED.value(), provider, provider + ":CognitoSignIn:" + userId());
    }

    /** Asks ahead of a short transaction. */
    void requireGoodApart(UserStates states) {
        require(states::stateApart);
    }

    /** Asks after the last short transaction. */
    void requireGood(UserStates states) {
        require(states::state);
    }

    private void require(Function<Question, State> answer) {
        questions.forEach(question -> require(answer.apply(question)));
    }

    /** What a user's state is, is for the log of the realm, not for who holds the token. */
    private static void require(State state) {
        if (state == State.SERVICE_ACCOUNT) {
            throw new Refused(Reason.NOT_AUTHORIZED, "This identity pool takes no service accounts.");
        }
        if (state != State.GOOD) {
            throw new Refused(
                    Reason.LOGIN_INVALID,
                    "Invalid login token. Its user, client or session is no longer good, or it was made before a not-before time.");
        }
    }
}
