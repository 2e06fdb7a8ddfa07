package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.pool.EndpointUrl;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.http.client.methods.HttpGet;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.keys.PublicKeyStorageProvider;
import org.keycloak.models.KeycloakSession;

/**
 * What a provider publishes its keys in. Keycloak's key storage keeps them. They are asked for again no more often than {@link
 * KeySetMemory#PAUSE} allows.
 */
final class StoredKeys {
    private static final RequestLogger LOG = RequestLogger.of(StoredKeys.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BODY = 256 * 1024;

    private final KeycloakSession session;
    private final BoundedHttp http;
    private final KeySetMemory memory;
    private final RefusalThrottle warnings;
    private final Format format;
    private final URI address;
    /** By realm, so that nobody uses up the requests of another one. */
    private final String realmId;

    private final String name;

    /**
     * A kind of document that holds keys.
     *
     * @param storedAs begins the name under which they are stored
     */
    record Format(String storedAs, Parser parser) {
        /** RFC 7517. */
        static final Format JWKS = new Format("cloakpool-keys:", JwksKeys::keys);

        /** The metadata of one SAML entity. */
        static Format samlMetadata(String entityId) {
            return new Format(
                    "cloakpool-saml:" + Sha256.hex(entityId.getBytes(StandardCharsets.UTF_8)) + ":",
                    text -> SamlMetadata.keys(text, entityId));
        }
    }

    /** Reads a document. */
    @FunctionalInterface
    interface Parser {
        PublicKeysWrapper keys(String text) throws IOException;
    }

    /**
     * @param warnings lets one warning a minute through: whoever sends a token can have the keys asked for
     * @throws Refused when the address is none that can be trusted
     */
    StoredKeys(
            KeycloakSession session,
            BoundedHttp http,
            KeySetMemory memory,
            RefusalThrottle warnings,
            Format format,
            URI address) {
        if (!EndpointUrl.isProtected(address)) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "The keys of the login's provider are not read over https.");
        }
        this.session = session;
        this.http = http;
        this.memory = memory;
        this.warnings = warnings;
        this.format = format;
        this.address = address;
        this.realmId = session.getContext().getRealm().getId();
        this.name = format.storedAs() + realmId + ":" + address;
    }

    /** @throws Refused {@code EXTERNAL_SERVICE} when they cannot be had */
    List<KeyWrapper> current() {
        return guarded(() -> storage().getKeys(name, this::load));
    }

    /** Has them read again, unless that was done a moment ago; whether it was done. Errors as {@link #current}. */
    boolean reload() {
        return guarded(() -> {
            if (memory.reloaded().has(name)) {
                return false;
            }
            boolean asked = storage().reloadKeys(name, this::load);
            // Afterwards: who comes meanwhile waits for the same answer.
            memory.reloaded().note(name);
            return asked;
        });
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            // The storage has no type of its own for a load that failed.
            if (warnings.admits(realmId, name)) {
                LOG.warnf(e, "The keys at %s cannot be had", address);
            }
            throw new Refused(Reason.EXTERNAL_SERVICE, "The keys of the login's provider cannot be had.", e);
        }
    }

    private PublicKeyStorageProvider storage() {
        return session.getProvider(PublicKeyStorageProvider.class);
    }

    private PublicKeysWrapper load() throws IOException {
        if (memory.failed().has(name)) {
            throw new IOException("failed a moment ago");
        }
        try {
            PublicKeysWrapper keys = format.parser().keys(body());
            memory.reloaded().note(name);
            return keys;
        } catch (IOException e) {
            memory.failed().note(name);
            throw e;
        }
    }

    private String body() throws IOException {
        Outcome outcome = http.send(new HttpGet(address), CONNECT_TIMEOUT, TIMEOUT, MAX_BODY);
        if (!(outcome instanceof Outcome.Answered answer)) {
            throw new IOException(outcome.toString());
        }
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        return answer.body();
    }
}
