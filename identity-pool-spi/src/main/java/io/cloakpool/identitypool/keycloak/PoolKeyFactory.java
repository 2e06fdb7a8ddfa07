package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolStore.KeyKind;
import io.cloakpool.identitypool.pool.Source;
import java.security.KeyPair;
import java.util.function.Supplier;
import org.keycloak.common.util.KeyUtils;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;

/** Components of the pack's keys. */
public final class PoolKeyFactory extends PackComponentFactory<PoolKeyComponent> {
    public static final String PROVIDER_ID = "cloakpool-key";

    private final Supplier<KeyPair> pairs;

    public PoolKeyFactory() {
        this(() -> KeyUtils.generateRsaKeyPair(KeyConfig.RSA_BITS));
    }

    /** @param pairs makes the pair of a new signing key */
    PoolKeyFactory(Supplier<KeyPair> pairs) {
        super(
                PROVIDER_ID,
                ComponentKind.KEY,
                "A key of the identity pools: it seals credentials or signs OpenID tokens.",
                PoolKeyConfigProperties.ALL);
        this.pairs = pairs;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                new KeyAging().schedule(factory);
            }
        });
    }

    @Override
    void complete(RealmModel realm, ComponentModel model) {
        Source source = Source.of(model.getConfig());
        KeyKind kind = KeyConfig.kind(model.getName(), source);
        if (KeyConfig.lacksMaterial(kind, source)) {
            if (kind == KeyKind.SEALING) {
                KeyMaterial.putSecret(model, KeyConfig.SECRET, KeyConfig.SEALING_SECRET_BYTES);
            } else {
                KeyMaterial.putKeyPair(model, KeyConfig.PRIVATE_KEY, KeyConfig.CERTIFICATE, pairs.get());
            }
        }
        if (KeyConfig.status(model.getName(), source) != PoolKey.Status.PASSIVE) {
            // Else the time of an earlier rotation would end it soon after the next one.
            model.getConfig().remove(KeyConfig.PASSIVE_SINCE);
        }
        if (model.get(KeyConfig.CREATED_AT) == null) {
            model.put(KeyConfig.CREATED_AT, KeycloakTime.INSTANCE.instant().toString());
        }
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        KeyConfig.key("", name, source);
    }

    @Override
    public PoolKeyComponent create(KeycloakSession session, ComponentModel model) {
        return new PoolKeyComponent() {};
    }
}
