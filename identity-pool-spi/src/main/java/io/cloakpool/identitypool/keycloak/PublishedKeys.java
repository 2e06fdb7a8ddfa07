package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.pool.EndpointUrl;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.http.client.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.jose.jwk.JSONWebKeySet;
import org.keycloak.keys.PublicKeyStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JWKSUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Keys that a provider publishes. Keycloak's key storage keeps them, and asks again for an unknown key id, though not more often
 * than its {@code min-time-between-requests} says.
 */
final class PublishedKeys implements SignatureKeys {
    private static final RequestLogger LOG = RequestLogger.of(PublishedKeys.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BODY = 256 * 1024;
    /** Keycloak logs the id of a key that it does not find: no text of any length and form of a caller's choice. */
    private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{1,256}");

    private static final String SIGNATURES = "sig";
    private static final String STORED_AS = "cloakpool-keys:";

    private final KeycloakSession session;
    private final BoundedHttp http;
    private final RefusalThrottle warnings;
    private final URI address;

    /**
     * @param warnings lets one warning a minute through: whoever sends a token can have the keys asked for
     * @throws Refused when the address is none that can be trusted
     */
    PublishedKeys(KeycloakSession session, BoundedHttp http, RefusalThrottle warnings, URI address) {
        if (!EndpointUrl.isProtected(address)) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "The keys of the login's provider are not read over https.");
        }
        this.session = session;
        this.http = http;
        this.warnings = warnings;
        this.address = address;
    }

    @Override
    public @Nullable KeyWrapper find(@Nullable String kid, String algorithm) {
        return kid == null || !KEY_ID.matcher(kid).matches() || !AsymmetricAlgorithms.has(algorithm)
                ? null
                : stored(kid, algorithm);
    }

    private @Nullable KeyWrapper stored(String kid, String algorithm) {
        // By realm, so that nobody uses up the requests of another one.
        String realmId = session.getContext().getRealm().getId();
        String name = STORED_AS + realmId + ":" + address;
        try {
            return session.getProvider(PublicKeyStorageProvider.class).getPublicKey(name, kid, algorithm, this::load);
        } catch (RuntimeException e) {
            // The storage has no type of its own for a load that failed.
            if (warnings.admits(realmId, name)) {
                LOG.warnf(e, "The keys at %s cannot be had", address);
            }
            throw new Refused(Reason.EXTERNAL_SERVICE, "The keys of the login's provider cannot be had.", e);
        }
    }

    private PublicKeysWrapper load() throws IOException {
        Outcome outcome = http.send(new HttpGet(address), CONNECT_TIMEOUT, TIMEOUT, MAX_BODY);
        if (!(outcome instanceof Outcome.Answered answer)) {
            throw new IOException(outcome.toString());
        }
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        JSONWebKeySet keys = JsonSerialization.readValue(answer.body(), JSONWebKeySet.class);
        if (keys == null || keys.getKeys() == null) {
            throw new IOException("no key set");
        }
        return new PublicKeysWrapper(Arrays.stream(keys.getKeys())
                .filter(key -> key.getPublicKeyUse() == null || SIGNATURES.equals(key.getPublicKeyUse()))
                .map(JWKSUtils::getKeyWrapper)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public boolean has(String kid, String algorithm) {
        return find(kid, algorithm) != null;
    }
}
