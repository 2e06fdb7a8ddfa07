package io.cloakpool.identitypool.pool;

import java.util.Optional;
import java.util.UUID;

/** Id of an identity pool, {@code region:uuid} (Cognito's form); the uuid is the id of the pool's component. */
public record PoolId(String region, UUID uuid) {
    /** Reads the form {@code region:uuid} with a lower-case uuid; empty for everything else. */
    public static Optional<PoolId> parse(String text) {
        return RegionalUuid.parse(text).map(id -> new PoolId(id.region(), id.uuid()));
    }

    @Override
    public String toString() {
        return region + ":" + uuid;
    }
}
