package io.cloakpool.identitypool.keycloak;

import org.jspecify.annotations.Nullable;

/** How an identity stands in events. Who knows a guest's id may be the guest, so only its beginning is shown. */
final class IdentityText {
    private static final int SHOWN_OF_UUID = 8;

    private IdentityText() {}

    static @Nullable String of(@Nullable String identityId, @Nullable String userId) {
        return identityId == null || userId != null ? identityId : beginning(identityId);
    }

    private static String beginning(String id) {
        int shown = id.indexOf(':') + 1 + SHOWN_OF_UUID;
        return id.length() <= shown ? id : id.substring(0, shown) + "…";
    }
}
