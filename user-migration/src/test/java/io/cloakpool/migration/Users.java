package io.cloakpool.migration;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users of an old system for tests. */
public final class Users {
    /** Of RFC 6238. */
    public static final LegacyTotp TOTP =
            new LegacyTotp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "phone", 6, 30, "HmacSHA1");

    private Users() {}

    /** Ann, with what counts for a test. */
    public static LegacyUser ann(
            @Nullable String id, Map<String, List<String>> attributes, List<String> rights, List<LegacyTotp> totps) {
        return new LegacyUser(
                id,
                new LegacyName("Ann"),
                "ann@example.com",
                true,
                "+15550100",
                true,
                "Ann",
                "Other",
                attributes,
                rights,
                rights,
                totps,
                List.of(),
                true);
    }

    /** A user with an id and a name. */
    public static LegacyUser named(@Nullable String id, String name) {
        return new LegacyUser(
                id,
                new LegacyName(name),
                null,
                false,
                null,
                false,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    /** The same user, who has to do something before anything else. */
    public static LegacyUser withActions(LegacyUser user, List<String> actions) {
        return new LegacyUser(
                user.id(),
                user.name(),
                user.email(),
                user.emailVerified(),
                user.phone(),
                user.phoneVerified(),
                user.firstName(),
                user.lastName(),
                user.attributes(),
                user.groups(),
                user.roles(),
                user.totps(),
                actions,
                user.enabled());
    }
}
