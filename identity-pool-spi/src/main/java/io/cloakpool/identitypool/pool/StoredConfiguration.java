package io.cloakpool.identitypool.pool;

import java.time.Instant;
import java.util.List;

/** The configuration of the current realm as an administrator wrote it. What {@link PoolRepository} ignores is absent here too. */
public interface StoredConfiguration {
    /**
     * A key without its material.
     *
     * @param keyId as it stands in what it sealed or signed
     * @param name of its component
     */
    record KeySummary(String keyId, String name, PoolStore.KeyKind kind, PoolKey.Status status, Instant createdAt) {}

    /** All roles, by name. */
    List<RoleSettings> roles();

    /** All gateways, by name; without their secrets. */
    List<GatewaySettings> gateways();

    /** All credential issuers, by name. */
    List<IssuerSettings> issuers();

    /** All keys, disabled ones too, by kind and then the newest first. */
    List<KeySummary> keys();
}
