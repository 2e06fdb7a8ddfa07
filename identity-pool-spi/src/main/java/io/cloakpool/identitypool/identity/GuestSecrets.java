package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a guest shows to prove that an id is its own. Derived from pool and id, so that nothing is stored. */
public final class GuestSecrets {
    private GuestSecrets() {}

    /** The secret of a guest id, 43 characters of base64url; null where the pool asks for none. */
    public static @Nullable String of(IdentityPool pool, IdentityId id) {
        return pool.settings().guestProof() == GuestProof.REQUIRED ? derive(pool, id) : null;
    }

    /** Whether the pool asks for no secret or this is the right one. */
    static boolean proves(IdentityPool pool, IdentityId id, @Nullable String presented) {
        String expected = of(pool, id);
        return expected == null || (presented != null && equal(expected, presented));
    }

    private static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private static String derive(IdentityPool pool, IdentityId id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(GuestKeys.derive(pool, "guest secret", id.toString()));
    }
}
