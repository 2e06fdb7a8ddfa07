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
import java.util.List;
import java.util.Optional;
import org.apache.http.client.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.jose.jwk.JSONWebKeySet;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.keys.PublicKeyStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JWKSUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Keys that a provider publishes. Keycloak's key storage keeps them. They are asked for again for an unknown key id, though not
 * more often than {@link KeySetMemory#PAUSE} allows.
 */
final class PublishedKeys implements SignatureKeys {
    private static final RequestLogger LOG = RequestLogger.of(PublishedKeys.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BODY = 256 * 1024;
    private static final String SIGNATURES = "sig";
    private static final String STORED_AS = "cloakpool-keys:";

    private final KeycloakSession session;
    private final BoundedHttp http;
    private final KeySetMemory memory;
    private final RefusalThrottle warnings;
    private final URI address;
    /** By realm, so that nobody uses up the requests of another one. */
    private final String realmId;

    private final String name;

    /**
     * @param warnings lets one warning a minute through: whoever sends a token can have the keys asked for
     * @throws Refused when the address is none that can be trusted
     */
    PublishedKeys(
            KeycloakSession session, BoundedHttp http, KeySetMemory memory, RefusalThrottle warnings, URI address) {
        if (!EndpointUrl.isProtected(address)) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "The keys of the login's provider are not read over https.");
        }
        this.session = session;
        this.http = http;
        this.memory = memory;
        this.warnings = warnings;
        this.address = address;
        this.realmId = session.getContext().getRealm().getId();
        this.name = STORED_AS + realmId + ":" + address;
    }

    @Override
    public @Nullable KeyWrapper find(@Nullable String kid, String algorithm) {
        if (kid == null || !AsymmetricAlgorithms.has(algorithm)) {
            return null;
        }
        try {
            return stored(kid, algorithm)
                    .or(() -> reload() ? stored(kid, algorithm) : Optional.empty())
                    .orElse(null);
        } catch (RuntimeException e) {
            // The storage has no type of its own for a load that failed.
            if (warnings.admits(realmId, name)) {
                LOG.warnf(e, "The keys at %s cannot be had", address);
            }
            throw new Refused(Reason.EXTERNAL_SERVICE, "The keys of the login's provider cannot be had.", e);
        }
    }

    /** Not by the storage's own look-up of one key: for an unknown id that writes the caller's text into the log. */
    private Optional<KeyWrapper> stored(String kid, String algorithm) {
        return storage().getKeys(name, this::load).stream()
                .filter(key -> kid.equals(key.getKid()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .findFirst();
    }

    private boolean reload() {
        if (memory.reloaded().has(name)) {
            return false;
        }
        boolean asked = storage().reloadKeys(name, this::load);
        // Afterwards: who comes meanwhile waits for the same answer.
        memory.reloaded().note(name);
        return asked;
    }

    private PublicKeyStorageProvider storage() {
        return session.getProvider(PublicKeyStorageProvider.class);
    }

    private PublicKeysWrapper load() throws IOException {
        if (memory.failed().has(name)) {
            throw new IOException("failed a moment ago");
        }
        try {
            PublicKeysWrapper keys = new PublicKeysWrapper(read());
            memory.reloaded().note(name);
            return keys;
        } catch (IOException e) {
            memory.failed().note(name);
            throw e;
        }
    }

    private List<KeyWrapper> read() throws IOException {
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
        return Arrays.stream(keys.getKeys())
                .filter(key -> key.getPublicKeyUse() == null || SIGNATURES.equals(key.getPublicKeyUse()))
                .flatMap(key -> readable(key).stream())
                .toList();
    }

    /** Empty for a key of a kind or curve that Java or Keycloak cannot read: the others count (RFC 7517, section 5). */
    private Optional<KeyWrapper> readable(JWK key) {
        try {
            return Optional.ofNullable(JWKSUtils.getKeyWrapper(key));
        } catch (RuntimeException e) {
            LOG.debugf(e, "A key at %s cannot be read", address);
            return Optional.empty();
        }
    }
}
