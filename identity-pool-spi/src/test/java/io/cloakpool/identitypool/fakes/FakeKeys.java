package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.pool.PoolKeys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys in memory; the newest is the active one. Signing keys sign nothing here. */
public final class FakeKeys implements PoolKeys {
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBdDCCARugAwIBAgIUa97SODGQ72Ga/8J0GwIci/N3nvswCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjMwOTUyNDNaGA8yMTI2MTAzMDA5NTI0
            M1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAmU
            KzL0bF1znWKPWBo3jAy1t0CQ4womtxXgmyWxaR9F8Fr+AEsPmUWvd/zygKHelKya
            Hl4XgJIKwcHap/ulw5qjUzBRMB0GA1UdDgQWBBSSb7BZqO0UF/qX0xoAC4ggAXYd
            VTAfBgNVHSMEGDAWgBSSb7BZqO0UF/qX0xoAC4ggAXYdVTAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0cAMEQCICMpXVZfKrZSh6IL73q3g3Cu+qygNYNT/Vnr
            Rbls9quwAiBD1d8Lmvt7jUhdQ0I2Sgz9qGYgKNCc4CD4nj4AuuHuDg==
            -----END CERTIFICATE-----
            """;

    private final List<SealingKey> sealing = new ArrayList<>();
    private final List<SigningKey> signing = new ArrayList<>();

    /** One key of each kind. */
    public static FakeKeys standard() {
        FakeKeys keys = new FakeKeys();
        keys.addSealing(1);
        keys.addSigning("kid-1");
        return keys;
    }

    public void addSealing(int number) {
        sealing.add(0, new SealingKey("%016x".formatted(number), TestData.secret(number)));
    }

    public void addSigning(String kid) {
        try {
            signing.add(
                    0,
                    new SigningKey(
                            kid,
                            KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(),
                            (X509Certificate) CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(
                                            CERTIFICATE.getBytes(StandardCharsets.US_ASCII)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void clear() {
        sealing.clear();
        signing.clear();
    }

    @Override
    public Optional<SealingKey> activeSealing() {
        return sealing.stream().findFirst();
    }

    @Override
    public Optional<SealingKey> sealing(String keyId) {
        return sealing.stream().filter(k -> k.keyId().equals(keyId)).findFirst();
    }

    @Override
    public Optional<SigningKey> activeSigning() {
        return signing.stream().findFirst();
    }

    @Override
    public List<SigningKey> published() {
        return List.copyOf(signing);
    }
}
