package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Logins that come to the security token service, where no key of {@code Logins} names the binding: a JWT alone, which says itself
 * whose it is, or a SAML response with the ARN of its provider. Good for one request.
 */
public final class UnnamedLogins {
    private static final Set<Kind> WITH_ID_TOKENS =
            Set.of(Kind.REALM, Kind.OTHER_REALM, Kind.OIDC, Kind.GOOGLE, Kind.APPLE, Kind.FACEBOOK);

    private final ProviderNames names;
    private final LoginTokens tokens;
    /** A caller who proves nothing must not make the server look up one provider once for each binding. */
    private final Map<LoginProvider, Optional<ProviderFacts>> known = new HashMap<>();

    public UnnamedLogins(ProviderNames names, LoginTokens tokens) {
        this.names = names;
        this.tokens = tokens;
    }

    /** Whether it can be told whose logins of this kind are. */
    public static boolean canTell(Kind kind) {
        return WITH_ID_TOKENS.contains(kind) || kind == Kind.SAML;
    }

    /** A JWT. */
    public Presented token(UnprovenToken claimed, String token) {
        return new PresentedToken(this, claimed, token);
    }

    /**
     * A SAML response.
     *
     * @param principalArn names its provider, as the key of {@code Logins} does
     * @param response in base64
     */
    public PresentedAssertion assertion(String principalArn, String response) {
        return new PresentedAssertion(this, tokens.saml(), principalArn, response);
    }

    ProvenLogin prove(AcceptedProvider provider, String token) {
        return new ProvenLogin(provider.binding(), tokens.verify(provider, token), false);
    }

    /** The provider of a binding for ID tokens. */
    Optional<AcceptedProvider> ofIdTokens(LoginBinding binding) {
        return WITH_ID_TOKENS.contains(binding.provider().kind()) ? provider(binding) : Optional.empty();
    }

    /** The provider of a binding for SAML responses. */
    Optional<AcceptedProvider> ofAssertions(LoginBinding binding) {
        return binding.provider().kind() == Kind.SAML ? provider(binding) : Optional.empty();
    }

    private Optional<AcceptedProvider> provider(LoginBinding binding) {
        return known.computeIfAbsent(binding.provider(), names::facts)
                .filter(ProviderFacts::enabled)
                .map(facts -> new AcceptedProvider(binding, facts));
    }
}
