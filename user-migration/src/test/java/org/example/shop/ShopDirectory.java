package org.example.shop;

import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A shop without anybody. */
final class ShopDirectory implements LegacyDirectory {
    final String host;
    final String key;
    private final @Nullable Unavailable outage;

    ShopDirectory(String host, String key) {
        this(host, key, null);
    }

    private ShopDirectory(String host, String key, @Nullable Unavailable outage) {
        this.host = host;
        this.key = key;
        this.outage = outage;
    }

    static ShopDirectory without(Unavailable outage) {
        return new ShopDirectory("", "", outage);
    }

    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        return outage == null ? new NotFound() : outage;
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        return find(user.name(), time);
    }
}
