package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolStore;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a key of the pack. */
final class PoolKeyConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .choice(
                    KeyConfig.KIND,
                    "Kind",
                    PoolStore.KeyKind.class,
                    null,
                    "Whether the key seals credentials or signs the OpenID tokens of pools.")
            .choice(
                    KeyConfig.STATUS,
                    "Status",
                    PoolKey.Status.class,
                    PoolKey.Status.ACTIVE,
                    "A passive key only verifies. Disabling or deleting a key ends whatever was made with it.")
            .text(
                    KeyConfig.CREATED_AT,
                    "Created at",
                    null,
                    "UTC, such as 2026-01-31T12:00:00Z; now when empty. Of several active keys the newest is used.")
            .secret(KeyConfig.SECRET, "Sealing secret", "32 to 64 bytes in base64. Made when empty.")
            .secret(
                    KeyConfig.PRIVATE_KEY,
                    "Private key",
                    "RSA key in PKCS#8 form, base64. Made together with the certificate when both are empty.")
            .lines(KeyConfig.CERTIFICATE, "Certificate", "X.509 certificate of the private key, base64.")
            .text(
                    KeyConfig.ROTATE_AFTER,
                    "Rotate after (seconds)",
                    null,
                    "86400 (a day) to 315360000 (ten years). At this age of an active key the server makes another one, with the same setting; never when empty.")
            .text(
                    KeyConfig.PASSIVE_SINCE,
                    "Passive since",
                    null,
                    "UTC; noted when another key takes this one's place. Thirteen hours later, when nothing that it made can live, the server deletes it.")
            .list();

    private PoolKeyConfigProperties() {}
}
