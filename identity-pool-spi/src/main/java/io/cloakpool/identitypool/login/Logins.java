package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a {@code Logins} map: finds the binding of each key and verifies each token. One bad entry spoils the map. */
public final class Logins {
    private final ProviderNames names;
    private final LoginTokens tokens;

    public Logins(ProviderNames names, LoginTokens tokens) {
        this.names = names;
        this.tokens = tokens;
    }

    /**
     * The proven logins, of each provider one user; at least one.
     *
     * @param logins provider name to token, not empty. A realm has two names: its issuer without the scheme, and {@code
     *     cognito-idp.{region}.amazonaws.com/{userPoolId}}; another OpenID Connect provider has that of its issuer, a SAML identity provider its ARN, and a
     *     public or custom one its key
     * @throws Refused {@code INVALID_PARAMETER} for a map outside its limits, {@code LOGIN_INVALID} or {@code LOGIN_EXPIRED} for
     *     a bad entry, {@code CONFLICT} for two users of one provider, {@code EXTERNAL_SERVICE} when nobody can say what a token
     *     is, {@code POOL_MISCONFIGURED} when the realm lacks what it takes to ask
     */
    public List<ProvenLogin> prove(IdentityPool pool, Map<String, String> logins) {
        requireLimits(logins);
        List<ProvenLogin> proven = new ArrayList<>();
        // Sorted, so that the answer does not depend on the order in which a client writes its map.
        new TreeMap<>(logins).forEach((key, token) -> {
            AcceptedProvider provider = accepted(pool, key);
            proven.add(new ProvenLogin(provider.binding(), tokens.verify(provider, token), false));
        });
        requireOneUserEach(proven);
        return proven;
    }

    private static void requireOneUserEach(List<ProvenLogin> proven) {
        Map<String, String> subjects = new HashMap<>();
        for (ProvenLogin login : proven) {
            String subject = login.login().subject();
            String other = subjects.putIfAbsent(login.login().provider(), subject);
            if (other != null && !other.equals(subject)) {
                throw new Refused(Reason.CONFLICT, "Logins name two users of the same provider.");
            }
        }
    }

    /** Kind by kind, the own realm first: what another provider calls itself takes no name from it. */
    private AcceptedProvider accepted(IdentityPool pool, String key) {
        for (Kind kind : Kind.values()) {
            List<AcceptedProvider> named = pool.bindings().stream()
                    .filter(binding -> binding.provider().kind() == kind)
                    .flatMap(binding -> named(binding, key).stream())
                    .toList();
            if (named.size() == 1 && isUsable(named.get(0))) {
                return named.get(0);
            }
            if (!named.isEmpty()) {
                break;
            }
        }
        throw IdTokenClaims.invalid(
                "Invalid login token. Token is not from a supported provider of this identity pool.");
    }

    private Optional<AcceptedProvider> named(LoginBinding binding, String key) {
        return names.facts(binding.provider())
                .filter(facts -> facts.keys().contains(key))
                .map(facts -> new AcceptedProvider(binding, facts));
    }

    private static boolean isUsable(AcceptedProvider provider) {
        return provider.facts().enabled() && !provider.clientIds().isEmpty();
    }

    private static void requireLimits(Map<String, String> logins) {
        require(!logins.isEmpty() && logins.size() <= LoginLimits.MAX_LOGINS, "Logins must have 1 to 10 entries.");
        logins.forEach((key, token) -> {
            require(
                    !key.isEmpty() && key.length() <= LoginLimits.MAX_KEY_LENGTH,
                    "A key of Logins must have 1 to 128 characters.");
            require(
                    !token.isEmpty() && token.length() <= LoginLimits.MAX_TOKEN_LENGTH,
                    "A token of Logins must have 1 to 50000 characters.");
        });
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new Refused(Reason.INVALID_PARAMETER, message);
        }
    }
}
