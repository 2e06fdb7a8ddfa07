package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a {@code Logins} map: finds the binding of each key and verifies each token. One bad entry spoils the map. */
public final class Logins {
    private final PoolRealm realm;
    private final CachedLoginVerifier verifier;

    public Logins(PoolRealm realm, CachedLoginVerifier verifier) {
        this.realm = realm;
        this.verifier = verifier;
    }

    /**
     * The proven logins, all of one user of the realm; at least one.
     *
     * @param logins provider name to token, not empty. The realm has two names: its issuer without the scheme, and {@code
     *     cognito-idp.{region}.amazonaws.com/{userPoolId}}
     * @throws Refused {@code INVALID_PARAMETER} for a map outside its limits, {@code LOGIN_INVALID} or {@code LOGIN_EXPIRED} for
     *     a bad entry, {@code CONFLICT} for two users of one provider
     */
    public List<ProvenLogin> prove(IdentityPool pool, Map<String, String> logins) {
        requireLimits(logins);
        List<ProvenLogin> proven = new ArrayList<>();
        // Sorted, so that the answer does not depend on the order in which a client writes its map.
        new TreeMap<>(logins).forEach((key, token) -> {
            LoginBinding binding = binding(pool, key);
            proven.add(new ProvenLogin(binding, verifier.verify(binding, token), false));
        });
        if (proven.stream().map(p -> p.login().subject()).distinct().count() > 1) {
            throw new Refused(Reason.CONFLICT, "Logins name two users of the same provider.");
        }
        return proven;
    }

    private LoginBinding binding(IdentityPool pool, String key) {
        boolean ownRealm = key.equals(realm.userPoolLoginKey()) || key.equals(realm.issuerLoginKey());
        return pool.binding(LoginBinding.Provider.REALM)
                .filter(binding -> ownRealm && !binding.clientIds().isEmpty())
                .orElseThrow(() -> IdTokenClaims.invalid(
                        "Invalid login token. Token is not from a supported provider of this identity pool."));
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
