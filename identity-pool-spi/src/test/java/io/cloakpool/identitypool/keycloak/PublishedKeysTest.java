package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.LogLines;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.spi.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.keys.PublicKeyStorageProvider;

/** Reads the keys of a real server on this machine. */
@Tag("keycloak")
@SuppressWarnings("NullAway.Init")
final class PublishedKeysTest {
    @RegisterExtension
    final LogLines lines = LogLines.of(StoredKeys.class);

    private final FakeServer server = new FakeServer();
    private final FakeKeyStorage storage = new FakeKeyStorage();
    private final FakeClock clock = new FakeClock();
    private final RefusalThrottle warnings = new RefusalThrottle(clock);
    private final KeySetMemory memory = new KeySetMemory(clock);
    private final CloseableHttpClient client = HttpClients.createDefault();
    private final AtomicInteger loads = new AtomicInteger();
    private HttpServer provider;
    private volatile int status = 200;
    private volatile String published = "";

    @BeforeAll
    static void crypto() {
        CryptoIntegration.init(PublishedKeysTest.class.getClassLoader());
    }

    @BeforeEach
    void start() throws IOException {
        server.provide(PublicKeyStorageProvider.class, storage);
        server.provide(
                HttpClientProvider.class,
                Stub.of(HttpClientProvider.class, Map.of("getHttpClient", arguments -> client)));
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            loads.incrementAndGet();
            byte[] body = ("{\"keys\":[" + published + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        published = rsa("k1", RsaPairs.ONE, "");
    }

    @AfterEach
    void stop() throws IOException {
        provider.stop(0);
        client.close();
    }

    @Test
    void keys_are_read_once_and_stored_by_realm_and_address() {
        assertThat(keys().find("k1", "RS256"))
                .extracting(KeyWrapper::getPublicKey)
                .isEqualTo(RsaPairs.ONE.getPublic());
        assertThat(keys().find("k1", "RS256")).isNotNull();
        assertThat(loads).hasValue(1);

        KeyWrapper stored = new KeyWrapper();
        stored.setKid("k9");
        storage.put("cloakpool-keys:" + Components.REALM + ":" + address(), stored);
        assertThat(keys().find("k9", "RS256")).isSameAs(stored);
    }

    @Test
    void nothing_is_asked_for_a_token_that_can_have_no_published_key() {
        assertThat(keys().find(null, "RS256")).isNull();
        assertThat(keys().find("k1", "HS256")).isNull();
        assertThat(keys().find("k1", "none")).isNull();
        assertThat(loads).hasValue(0);
    }

    /** RFC 7517, section 4.4: the algorithm that a key is meant for; without one, the key's kind decides. */
    @Test
    void key_counts_for_its_own_algorithm_alone() {
        published = rsa("bound", RsaPairs.ONE, ",\"alg\":\"RS256\"") + "," + rsa("free", RsaPairs.ONE, "");

        assertThat(keys().find("bound", "RS256")).isNotNull();
        assertThat(keys().find("bound", "PS256")).isNull();
        assertThat(keys().find("free", "PS256")).isNotNull();
    }

    @Test
    void key_of_another_use_is_none() {
        published = rsa("k1", RsaPairs.ONE, ",\"use\":\"enc\"") + "," + rsa("k2", RsaPairs.ONE, ",\"use\":\"sig\"");

        assertThat(keys().find("k1", "RS256")).isNull();
        assertThat(keys().find("k2", "RS256")).isNotNull();
    }

    /** RFC 7517, section 5: what is not understood is ignored. */
    @Test
    void key_that_cannot_be_read_does_not_hide_the_others() {
        String unreadable = "{\"kty\":\"EC\",\"kid\":\"k0\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"},"
                + "{\"kty\":\"RSA\",\"kid\":\"k2\"},{\"kty\":\"unheard-of\",\"kid\":\"k3\"},";
        published = unreadable + rsa("k1", RsaPairs.ONE, "");

        assertThat(keys().find("k1", "RS256")).isNotNull();
        assertThat(keys().find("k0", "ES256")).isNull();
    }

    @Test
    void new_key_is_found_though_others_are_stored() {
        keys().find("k1", "RS256");
        published = rsa("k2", RsaPairs.OTHER, "");
        clock.forward(KeySetMemory.PAUSE);

        assertThat(keys().find("k2", "RS256")).isNotNull();
        assertThat(keys().find("k1", "RS256")).isNull();
    }

    @Test
    void unknown_ids_have_the_keys_asked_for_once_in_a_while_and_write_nothing_into_the_log() {
        for (int i = 0; i < 20; i++) {
            assertThat(keys().find("unknown\nWARN forged " + i, "RS256")).isNull();
        }
        assertThat(loads).hasValue(1);

        clock.forward(KeySetMemory.PAUSE);
        for (int i = 0; i < 20; i++) {
            assertThat(keys().find("unknown" + i, "RS256")).isNull();
        }
        assertThat(loads).hasValue(2);
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void keys_that_cannot_be_had_are_an_outage_that_is_asked_about_once_in_a_while() {
        status = 503;
        for (int i = 0; i < 3; i++) {
            assertRefused(Reason.EXTERNAL_SERVICE, () -> keys().find("k1", "RS256"));
        }
        assertThat(loads).hasValue(1);
        assertThat(lines.all()).hasSize(1);

        status = 200;
        clock.forward(KeySetMemory.PAUSE);
        assertThat(keys().find("k1", "RS256")).isNotNull();
    }

    /** Else a stranger with a made-up id could turn the provider off while it is away. */
    @Test
    void keys_that_are_stored_count_while_the_provider_is_away() {
        keys().find("k1", "RS256");
        status = 503;
        clock.forward(KeySetMemory.PAUSE);
        assertRefused(Reason.EXTERNAL_SERVICE, () -> keys().find("unknown", "RS256"));

        assertThat(keys().find("k1", "RS256")).isNotNull();
    }

    @Test
    void a_warning_is_given_once_a_minute() {
        status = 404;
        assertRefused(Reason.EXTERNAL_SERVICE, () -> keys().find("k1", "RS256"));
        clock.forward(KeySetMemory.PAUSE);
        assertRefused(Reason.EXTERNAL_SERVICE, () -> keys().find("k1", "RS256"));
        assertThat(loads).hasValue(2);
        assertThat(lines.all()).hasSize(1);

        clock.forward(RefusalThrottle.PERIOD);
        assertRefused(Reason.EXTERNAL_SERVICE, () -> keys().find("k1", "RS256"));
        assertThat(lines.all()).hasSize(2);
    }

    @Test
    void key_that_was_replaced_under_its_id_is_another_one() {
        KeyWrapper first = Objects.requireNonNull(keys().find("k1", "RS256"));
        SignatureKey known = new SignatureKey("k1", "RS256", SignatureKeys.digest(first));
        assertThat(keys().has(known)).isTrue();

        published = rsa("k1", RsaPairs.OTHER, "");
        clock.forward(KeySetMemory.PAUSE);
        keys().find("unknown", "RS256");

        assertThat(keys().has(known)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com/keys", "file:///etc/keys", "//login.example.com/keys"})
    void keys_that_anybody_on_the_way_could_replace_are_not_read(String address) {
        assertRefused(Reason.POOL_MISCONFIGURED, () -> keys(URI.create(address)));
    }

    private PublishedKeys keys() {
        return keys(address());
    }

    /** As each request has its own. */
    private PublishedKeys keys(URI address) {
        return new PublishedKeys(new StoredKeys(
                server.session(),
                new BoundedHttp(server.session(), new Deadlines(), OutboundHosts.ANY),
                memory,
                warnings,
                StoredKeys.Format.JWKS,
                address));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/keys");
    }

    private static String rsa(String kid, KeyPair pair, String more) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"%s}"
                .formatted(
                        kid,
                        base64(key.getModulus().toByteArray()),
                        base64(key.getPublicExponent().toByteArray()),
                        more);
    }

    private static String base64(byte[] number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number);
    }
}
