package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identities;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.LaterChoice;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a pool's own OpenID token back, and asks whether what it stood on when it was made still stands. */
final class WebIdentities {
    /** The key of {@code Logins} for a pool's own token. */
    static final String LOGIN_KEY = ProviderNames.POOL_TOKEN_KEY;

    /** Who holds a good token. */
    record Bearer(IdentityId identity, Caller caller) {
        /** @throws Refused when the token is another identity's */
        void requireIdentity(IdentityId id) {
            if (!identity.equals(id)) {
                throw Identities.mismatch();
            }
        }
    }

    private final ProviderNames providers;
    private final PoolOpenIdTokens tokens;
    private final IdentityStore identities;

    WebIdentities(ProviderNames providers, PoolOpenIdTokens tokens, IdentityStore identities) {
        this.providers = providers;
        this.tokens = tokens;
        this.identities = identities;
    }

    static boolean isPresentedIn(Map<String, String> logins) {
        return logins.containsKey(LOGIN_KEY);
    }

    TokenSubject read(String token) {
        return tokens.verify(token);
    }

    /** The subject of the token in {@code Logins}, where it stands alone: it speaks for all logins of its identity. */
    TokenSubject read(IdentityPool pool, Map<String, String> logins) {
        if (logins.size() != 1) {
            throw new Refused(Reason.INVALID_PARAMETER, LOGIN_KEY + " must be the only entry of Logins.");
        }
        TokenSubject subject = tokens.verify(Objects.requireNonNull(logins.get(LOGIN_KEY)));
        if (!subject.pool().equals(pool.id())) {
            throw new Refused(Reason.LOGIN_INVALID, "Invalid login token. It is of another identity pool.");
        }
        return subject;
    }

    /** @throws Refused when pool or identity take no such token any more */
    Bearer bearer(IdentityPool pool, TokenSubject subject) {
        Identity identity = identities
                .find(subject.identity())
                .filter(Identity::active)
                .filter(found -> found.pool().equals(pool.id()))
                .orElseThrow(() -> new Refused(
                        Reason.IDENTITY_FORBIDDEN, "Access to Identity '" + subject.identity() + "' is forbidden"));
        TokenSubject.Login login = subject.login();
        List<LoginName> names = identity.logins().stream()
                .filter(name -> subject.logins().contains(name.digest()))
                .toList();
        // One that was unlinked since may be somebody else's by now.
        if (names.isEmpty() || names.size() != subject.logins().size()) {
            throw noLongerAccepted();
        }
        boolean vouched = names.stream()
                .filter(name -> name.provider().equals(login.provider()))
                .anyMatch(LoginName::isDeveloper);
        LoginBinding binding = vouched ? null : binding(pool, login);
        List<UserStates.Question> questions =
                binding == null || binding.provider().kind() != Kind.REALM
                        ? List.of()
                        : List.of(question(pool, binding, login));
        requireDeveloper(pool, names);
        RoleBasis basis = RoleBasis.of(binding, new LaterChoice(subject.roles(), subject.principalTags()));
        return new Bearer(subject.identity(), new Caller(names, login, questions, subject.principalTags(), basis));
    }

    static void requireClassicFlow(IdentityPool pool) {
        if (!pool.settings().allowClassicFlow()) {
            throw new Refused(
                    Reason.CLASSIC_FLOW_DISABLED, "Basic (classic) flow is not enabled, please use enhanced flow.");
        }
    }

    private static void requireDeveloper(IdentityPool pool, List<LoginName> names) {
        boolean known = names.stream()
                .flatMap(name -> name.developerProvider().stream())
                .allMatch(provider -> provider.equals(pool.settings().developerProviderName()));
        if (!known) {
            throw noLongerAccepted();
        }
    }

    private LoginBinding binding(IdentityPool pool, TokenSubject.Login login) {
        List<LoginBinding> accepting = pool.bindings().stream()
                .filter(binding -> providers
                        .facts(binding.provider())
                        .filter(facts -> facts.enabled() && facts.id().equals(login.provider()))
                        .isPresent())
                .toList();
        if (accepting.size() != 1 || !takesClient(accepting.get(0), login.client())) {
            throw noLongerAccepted();
        }
        return accepting.get(0);
    }

    /** A login of another provider is told by the pool's token alone, which does not name its client. */
    private static boolean takesClient(LoginBinding binding, @Nullable String client) {
        return binding.provider().kind() != Kind.REALM
                || (client != null && binding.clientIds().contains(client));
    }

    private static UserStates.Question question(IdentityPool pool, LoginBinding binding, TokenSubject.Login login) {
        String user = login.userId();
        if (user == null) {
            throw noLongerAccepted();
        }
        return new UserStates.Question(
                user,
                login.sessionId(),
                login.client(),
                true,
                login.issuedAt(),
                pool.settings().serviceAccounts(),
                binding.serverSideCheck());
    }

    private static Refused noLongerAccepted() {
        return new Refused(Reason.LOGIN_INVALID, "The identity pool no longer accepts the login behind this token.");
    }
}
