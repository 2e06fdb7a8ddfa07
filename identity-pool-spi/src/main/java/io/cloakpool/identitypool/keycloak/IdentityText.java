package io.cloakpool.identitypool.keycloak;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an identity stands in events. Who knows a guest's id may be the guest, so only its beginning is shown. */
final class IdentityText {
    private static final int SHOWN_OF_UUID = 8;
    private static final Pattern ID =
            Pattern.compile("([a-z]{2}-[a-z-]+\\d:[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private IdentityText() {}

    static @Nullable String of(@Nullable String identityId, @Nullable String userId) {
        return identityId == null || userId != null ? identityId : beginning(identityId);
    }

    /** A message in which ids of identities are cut. */
    static String cutIn(String message) {
        return ID.matcher(message).replaceAll("$1…");
    }

    /** The beginning of an id, whoever asks. */
    static @Nullable String cut(@Nullable String identityId) {
        return identityId == null ? null : beginning(identityId);
    }

    private static String beginning(String id) {
        int shown = id.indexOf(':') + 1 + SHOWN_OF_UUID;
        return id.length() <= shown ? id : id.substring(0, shown) + "…";
    }
}
