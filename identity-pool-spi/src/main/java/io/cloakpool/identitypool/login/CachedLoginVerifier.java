package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

/**
 * Verifies ID tokens, and spares the signature check of one that was verified before. Key and times are looked at again on each
 * use, a changed binding or provider starts anew, and refusals are not remembered.
 */
final class CachedLoginVerifier {
    private final VerifiedLoginCache cache;
    private final ProviderDirectory directory;
    private final IdTokenVerifier verifier;
    private final PoolRealm realm;
    private final InstantSource clock;

    CachedLoginVerifier(VerifiedLoginCache cache, ProviderDirectory directory, PoolRealm realm, InstantSource clock) {
        this.cache = cache;
        this.directory = directory;
        this.verifier = new IdTokenVerifier(clock);
        this.realm = realm;
        this.clock = clock;
    }

    /** As {@link IdTokenVerifier#prove}, for the clients that this provider's tokens may be made for. */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        TokenSignatures signatures = signatures(provider.binding().provider());
        String key = key(provider, token);
        Proof known = cache.get(key);
        if (known != null && signatures.accepts(known.key())) {
            known.requireInTime(clock);
            return known.login();
        }
        ProviderFacts facts = provider.facts();
        IdTokenIssuer issuer = new IdTokenIssuer(
                facts.id(),
                facts.issuers(),
                provider.binding().provider().kind().isRealm(),
                signatures);
        Proof proof = verifier.prove(token, issuer, provider.clientIds());
        cache.put(key, proof);
        return proof.login();
    }

    private TokenSignatures signatures(LoginProvider provider) {
        return PublicProvider.of(provider.kind())
                .map(known -> directory.signatures(known.address(provider)))
                .orElseGet(() -> directory.signatures(provider));
    }

    /** All that the verdict depends on is part of it, but for what is looked at again. */
    private String key(AcceptedProvider provider, String token) {
        List<String> parts = new ArrayList<>(List.of(
                realm.id(),
                provider.facts().id(),
                provider.binding().id(),
                provider.binding().revision(),
                token));
        parts.addAll(new TreeSet<>(provider.facts().issuers()));
        parts.addAll(new TreeSet<>(provider.clientIds()));
        return Base64.getEncoder().encodeToString(Sha256.of(parts));
    }
}
