package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpServer;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.keycloak.saml.SamlMaker;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.spi.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.KeyUtils;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.keys.PublicKeyStorageProvider;

/** The keys of a SAML identity provider: written down, and in metadata on a real server on this machine. */
@Tag("keycloak")
@SuppressWarnings("NullAway.Init")
final class SamlKeysTest {
    private static final SamlProfile PROFILE =
            new SamlProfile(Duration.ZERO, SamlProfile.Principal.SUBJECT, "", "", Set.of());

    private final FakeServer server = new FakeServer();
    private final FakeKeyStorage storage = new FakeKeyStorage();
    private final FakeClock clock = new FakeClock();
    private final RefusalThrottle warnings = new RefusalThrottle(clock);
    private final KeySetMemory memory = new KeySetMemory(clock);
    private final CloseableHttpClient client = HttpClients.createDefault();
    private final AtomicInteger loads = new AtomicInteger();
    private HttpServer provider;
    private volatile String metadata = "";

    @BeforeAll
    static void crypto() {
        CryptoIntegration.init(SamlKeysTest.class.getClassLoader());
    }

    @BeforeEach
    void start() throws IOException {
        server.provide(PublicKeyStorageProvider.class, storage);
        server.provide(
                HttpClientProvider.class,
                Stub.of(HttpClientProvider.class, Map.of("getHttpClient", arguments -> client)));
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/metadata", exchange -> {
            loads.incrementAndGet();
            byte[] body = metadata.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        metadata = metadata(key("signing", certificate(RsaPairs.ONE, 1)));
    }

    @AfterEach
    void stop() throws IOException {
        provider.stop(0);
        client.close();
    }

    @Test
    void certificates_that_are_written_down_count_in_their_time() {
        SamlKeys keys = CertificateKeys.fixed(
                List.of(certificate(RsaPairs.OTHER, -1), "nonsense", certificate(RsaPairs.ONE, 1)));

        assertThat(keys.current()).containsExactly(RsaPairs.ONE.getPublic());
        assertThat(keys.reload()).isFalse();
    }

    @Test
    void key_that_can_be_broken_does_not_count() {
        KeyPair weak = KeyUtils.generateRsaKeyPair(1024);
        metadata = metadata(key("signing", certificate(weak, 1)) + key("signing", certificate(RsaPairs.ONE, 1)));

        assertThat(CertificateKeys.fixed(List.of(certificate(weak, 1))).current())
                .isEmpty();
        assertThat(published().current()).containsExactly(RsaPairs.ONE.getPublic());
    }

    @Test
    void metadata_is_read_once_and_stored_by_realm_and_address() {
        assertThat(published().current()).containsExactly(RsaPairs.ONE.getPublic());
        assertThat(published().current()).hasSize(1);
        assertThat(loads).hasValue(1);
        assertThat(storage.getKeys(
                        StoredKeys.Format.samlMetadata(SamlMaker.ISSUER).storedAs() + Components.REALM + ":"
                                + address(),
                        () -> {
                            throw new IllegalStateException("not stored");
                        }))
                .hasSize(1);
    }

    @Test
    void keys_for_encryption_and_old_certificates_in_metadata_do_not_count() {
        metadata = metadata(key("encryption", certificate(RsaPairs.OTHER, 1))
                + key("signing", certificate(RsaPairs.OTHER, -1))
                + key("", certificate(RsaPairs.ONE, 1)));

        assertThat(published().current()).containsExactly(RsaPairs.ONE.getPublic());
    }

    @Test
    void what_is_no_metadata_of_an_identity_provider_is_an_external_fault() {
        for (String text : List.of(
                "", "nonsense", "<x/>", metadata(""), metadata(key("encryption", certificate(RsaPairs.ONE, 1))))) {
            assertThatIOException().as(text).isThrownBy(() -> SamlMetadata.keys(text, SamlMaker.ISSUER));
        }
        metadata = "nonsense";
        assertRefused(Reason.EXTERNAL_SERVICE, () -> published().current());
    }

    @Test
    void metadata_of_another_entity_or_of_several_or_over_its_time_has_no_keys_for_us() {
        String good = metadata(key("signing", certificate(RsaPairs.ONE, 1)));
        String other = good.replace(SamlMaker.ISSUER, "https://other.example");
        String several = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + good + other
                + "</md:EntitiesDescriptor>";
        String over =
                good.replace("<md:EntityDescriptor ", "<md:EntityDescriptor validUntil=\"2020-01-01T00:00:00Z\" ");
        String later =
                good.replace("<md:EntityDescriptor ", "<md:EntityDescriptor validUntil=\"2999-01-01T00:00:00Z\" ");

        for (String text : List.of(other, several, over)) {
            assertThatIOException().as(text).isThrownBy(() -> SamlMetadata.keys(text, SamlMaker.ISSUER));
        }
        assertThatNoException().isThrownBy(() -> SamlMetadata.keys(later, SamlMaker.ISSUER));
    }

    @Test
    void assertion_of_a_new_key_has_the_metadata_read_again_once_in_a_while() {
        String old = SamlMaker.token(RsaPairs.ONE);
        String fresh = SamlMaker.token(RsaPairs.OTHER);
        SignedAssertion known = assertions().verify(old);
        metadata = metadata(key("signing", certificate(RsaPairs.OTHER, 1)));
        assertRefused(Reason.LOGIN_INVALID, () -> assertions().verify(fresh));
        assertThat(loads).hasValue(1);
        assertThat(assertions().accepts(known.key())).isTrue();

        clock.forward(KeySetMemory.PAUSE);
        assertThat(assertions().verify(fresh).assertion().id()).isEqualTo(SamlMaker.ASSERTION_ID);
        assertThat(loads).hasValue(2);
        assertThat(assertions().accepts(known.key())).isFalse();
        assertRefused(Reason.LOGIN_INVALID, () -> assertions().verify(old));
    }

    @Test
    void key_is_told_by_itself_and_not_by_its_name() {
        assertThat(assertions().accepts(new SignatureKey("", SamlMaker.RSA_SHA256, "another")))
                .isFalse();
        assertThat(assertions().profile()).isEqualTo(PROFILE);
    }

    private KeycloakAssertions assertions() {
        return new KeycloakAssertions(published(), PROFILE);
    }

    /** As each request has its own. */
    private SamlKeys published() {
        return CertificateKeys.published(new StoredKeys(
                server.session(),
                new BoundedHttp(server.session(), new Deadlines(), OutboundHosts.ANY),
                memory,
                warnings,
                StoredKeys.Format.samlMetadata(SamlMaker.ISSUER),
                address()));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/metadata");
    }

    private static String metadata(String keys) {
        return "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + SamlMaker.ISSUER
                + "\"><md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + keys
                + "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\""
                + " Location=\"https://idp.example/sso\"/></md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    private static String key(String use, String certificate) {
        return "<md:KeyDescriptor" + (use.isEmpty() ? "" : " use=\"" + use + "\"")
                + "><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>"
                + certificate + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    }

    /** @param days that it is good from now on; negative for one that was */
    private static String certificate(KeyPair pair, int days) {
        try {
            X509Certificate made = CertificateUtils.generateV1SelfSignedCertificate(
                    pair, "idp", BigInteger.ONE, Date.from(Instant.now().plus(Duration.ofDays(days))));
            return Base64.getEncoder().encodeToString(made.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
