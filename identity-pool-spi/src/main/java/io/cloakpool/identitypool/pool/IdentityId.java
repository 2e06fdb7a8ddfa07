package io.cloakpool.identitypool.pool;

import java.util.Optional;
import java.util.UUID;

/** Id of an identity, {@code region:uuid} (Cognito's form). */
public record IdentityId(String region, UUID uuid) {
    /** Reads the form {@code region:uuid} with a lower-case uuid; empty for everything else. */
    public static Optional<IdentityId> parse(String text) {
        return RegionalUuid.parse(text).map(id -> new IdentityId(id.region(), id.uuid()));
    }

    @Override
    public String toString() {
        return region + ":" + uuid;
    }
}
