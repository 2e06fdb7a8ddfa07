package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.role.RoleLogin;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in caller: who it proved to be, and what the realm is to be asked about it.
 *
 * @param names its logins as identities know them; at least one
 * @param login what later checks of credentials need: the realm's own login where there is one
 * @param questions what must be good on each use
 * @param principalTags session tags that a back end gave
 * @param basis what decides its role and tags
 */
record Caller(
        List<LoginName> names,
        TokenSubject.Login login,
        List<Question> questions,
        Map<String, String> principalTags,
        RoleBasis basis) {
    Caller {
        names = List.copyOf(names);
        questions = List.copyOf(questions);
        principalTags = Map.copyOf(principalTags);
    }

    /** The caller behind logins that were proven; at least one. */
    static Caller of(IdentityPool pool, List<ProvenLogin> proven) {
        return new Caller(names(proven), main(proven), questions(pool, proven), Map.of(), basis(proven));
    }

    /**
     * The caller whom a back end vouches for.
     *
     * @param user as the developer provider names it
     * @param proven further logins of the same user; may be empty
     */
    static Caller vouched(
            IdentityPool pool,
            LoginName user,
            List<ProvenLogin> proven,
            Map<String, String> principalTags,
            Instant now) {
        List<LoginName> names = new ArrayList<>(List.of(user));
        names.addAll(names(proven));
        TokenSubject.Login login =
                ownRealm(proven).orElseGet(() -> new TokenSubject.Login(user.provider(), null, null, null, now));
        return new Caller(names, login, questions(pool, proven), principalTags, basis(proven));
    }

    /** The same caller, for a role that trusts its login. */
    Caller trusted(RoleBasis.Trust by) {
        return new Caller(names, login, questions, principalTags, basis.trusted(by));
    }

    private static List<LoginName> names(List<ProvenLogin> proven) {
        return proven.stream()
                .map(p -> new LoginName(p.login().provider(), p.login().subject()))
                .toList();
    }

    /** What credentials can later be checked by: only the own realm says what became of a user. */
    private static TokenSubject.Login main(List<ProvenLogin> proven) {
        VerifiedLogin first = proven.get(0).login();
        return ownRealm(proven)
                .orElseGet(() -> new TokenSubject.Login(first.provider(), null, null, null, first.issuedAt()));
    }

    private static Optional<TokenSubject.Login> ownRealm(List<ProvenLogin> proven) {
        return proven.stream()
                .filter(login -> login.binding().provider().kind() == LoginProvider.Kind.REALM)
                .map(ProvenLogin::login)
                .map(login -> new TokenSubject.Login(
                        login.provider(), login.subject(), login.sessionId(), login.client(), login.issuedAt()))
                .findFirst();
    }

    private static RoleBasis basis(List<ProvenLogin> proven) {
        return RoleBasis.of(proven.stream()
                .map(login -> new RoleLogin(login.binding(), login.login()))
                .toList());
    }

    private static List<Question> questions(IdentityPool pool, List<ProvenLogin> proven) {
        return proven.stream().flatMap(login -> login.question(pool).stream()).toList();
    }

    @Nullable
    String userId() {
        return login.userId();
    }

    @Nullable
    String client() {
        return login.client();
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
                    Reason.LOGIN_REVOKED,
                    "Invalid login token. Its user, client or session is no longer good, or it was made before a not-before time.");
        }
    }
}
