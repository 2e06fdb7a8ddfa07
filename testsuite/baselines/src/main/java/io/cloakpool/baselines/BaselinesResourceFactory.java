package io.cloakpool.baselines;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves {@code /realms/{realm}/baselines}. */
public final class BaselinesResourceFactory implements RealmResourceProviderFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "baselines";

    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey macKey = new SecretKeySpec(randomKey(), "HmacSHA256");
    private final SecretKey sealKey = new SecretKeySpec(randomKey(), "AES");

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new BaselinesResource(session, new Seal(macKey, sealKey, random));
            }

            @Override
            public void close() {}
        };
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
