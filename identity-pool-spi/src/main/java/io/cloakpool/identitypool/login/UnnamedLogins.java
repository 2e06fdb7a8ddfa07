package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that come alone, where {@code Logins} would name the provider: the token itself says whose it is. Only ID tokens do, so
 * only their providers count here.
 */
public final class UnnamedLogins {
    private static final Set<Kind> WITH_ID_TOKENS =
            Set.of(Kind.REALM, Kind.OTHER_REALM, Kind.OIDC, Kind.GOOGLE, Kind.APPLE, Kind.FACEBOOK);

    private final ProviderNames names;
    private final LoginTokens tokens;

    public UnnamedLogins(ProviderNames names, LoginTokens tokens) {
        this.names = names;
        this.tokens = tokens;
    }

    /** Whether logins of this kind can come alone. */
    public static boolean canTell(Kind kind) {
        return WITH_ID_TOKENS.contains(kind);
    }

    /** Whether a token is one of the binding's provider, and for one of the clients that count, if it says the truth. */
    public boolean fits(LoginBinding binding, UnprovenToken token) {
        return provider(binding)
                .filter(provider -> provider.facts().issuers().contains(token.issuer()))
                .filter(provider -> !Collections.disjoint(provider.clientIds(), token.audiences()))
                .filter(provider ->
                        token.client() == null || provider.clientIds().contains(token.client()))
                .isPresent();
    }

    /**
     * The login that a token proves.
     *
     * @param binding one that {@link #fits}
     * @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID} or {@code LOGIN_EXPIRED} for a token that proves nothing,
     *     {@code EXTERNAL_SERVICE} when nobody can say what it is
     */
    public ProvenLogin prove(LoginBinding binding, String token) {
        AcceptedProvider provider = provider(binding)
                .orElseThrow(() -> IdTokenClaims.invalid("Invalid login token. Its provider is gone."));
        return new ProvenLogin(binding, tokens.verify(provider, token), false);
    }

    private Optional<AcceptedProvider> provider(LoginBinding binding) {
        return canTell(binding.provider().kind())
                ? names.facts(binding.provider())
                        .filter(ProviderFacts::enabled)
                        .map(facts -> new AcceptedProvider(binding, facts))
                : Optional.empty();
    }
}
