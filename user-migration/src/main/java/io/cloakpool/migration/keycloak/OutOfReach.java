package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.Duration;

/** A source that this server cannot ask, for a reason that is known before. */
record OutOfReach(Unavailable reason) implements LegacyDirectory {
    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        return reason;
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        return reason;
    }
}
