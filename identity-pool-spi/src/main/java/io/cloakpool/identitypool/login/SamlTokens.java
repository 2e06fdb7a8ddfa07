package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * SAML responses as logins. A client sends the same one with each operation of its sign-in, so that it cannot be good for a single
 * use; it is good for one pool, as long as it lives, and for the very bytes that came first.
 */
final class SamlTokens {
    static final String USED_ELSEWHERE = "Invalid login token. The SAML assertion was used elsewhere before.";

    private final VerifiedLoginCache cache;
    private final ProviderDirectory directory;
    private final AssertionUses uses;
    private final SamlVerifier verifier;
    private final PoolRealm realm;
    private final InstantSource clock;

    SamlTokens(VerifiedLoginCache cache, LoginPorts ports, PoolRealm realm, InstantSource clock) {
        this.cache = cache;
        this.directory = ports.directory();
        this.uses = ports.assertionUses();
        this.verifier = new SamlVerifier(clock);
        this.realm = realm;
        this.clock = clock;
    }

    /**
     * @throws Refused {@code LOGIN_INVALID}, {@code LOGIN_EXPIRED}, {@code EXTERNAL_SERVICE}, and {@code POOL_MISCONFIGURED} where
     *     nobody said to whom assertions are made out
     */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        SamlAssertions assertions = assertions(provider);
        SamlExpectation expected = SamlExpectation.of(provider, assertions.profile());
        String key = key(provider, expected, token);
        Proof known = cache.get(key);
        // Its claim lasts as long as it does, and the binding, so the pool, is part of the key.
        if (known != null && assertions.accepts(known.key())) {
            known.requireInTime(clock);
            return known.login();
        }
        SignedAssertion signed = assertions.verify(token);
        Proof proof = verifier.prove(signed, expected);
        claim(provider, signed.assertion(), proof, token);
        cache.put(key, proof);
        return proof.login();
    }

    private SamlAssertions assertions(AcceptedProvider provider) {
        return directory.assertions(provider.binding().provider());
    }

    /** An assertion whose signature is the provider's. As {@link #verify}, without what bindings say. */
    SignedAssertion open(AcceptedProvider provider, String token) {
        return assertions(provider).verify(token);
    }

    /** What an assertion of the provider proves by its binding. As {@link #verify}, but nothing is used up. */
    Proof prove(AcceptedProvider provider, SignedAssertion signed) {
        return verifier.prove(
                signed, SamlExpectation.of(provider, assertions(provider).profile()));
    }

    /**
     * Last of all, so that nobody can use up an assertion that is not good.
     *
     * @throws Refused {@code LOGIN_INVALID} when it was used elsewhere
     */
    void claim(AcceptedProvider provider, SamlAssertion assertion, Proof proof, String token) {
        String id = hash(List.of(realm.id(), assertion.issuer(), assertion.id()));
        String use = hash(List.of(provider.binding().id(), token));
        Duration left = Duration.between(clock.instant(), proof.login().expiresAt());
        if (!uses.claim(id, use, left.plus(LoginLimits.MAX_SKEW))) {
            throw IdTokenClaims.invalid(USED_ELSEWHERE);
        }
    }

    /** All that the verdict depends on is part of it, but for what is looked at again. */
    private String key(AcceptedProvider provider, SamlExpectation expected, String token) {
        List<String> parts = new ArrayList<>(
                List.of(realm.id(), provider.binding().id(), provider.binding().revision(), token));
        parts.addAll(expected.texts());
        return hash(parts);
    }

    private static String hash(List<String> parts) {
        return Base64.getEncoder().encodeToString(Sha256.of(parts));
    }
}
