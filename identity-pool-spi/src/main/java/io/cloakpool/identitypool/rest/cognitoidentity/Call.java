package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.pool.PoolId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call as its operation sees it, beside the input. Not thread-safe. */
final class Call {
    /** In which a guest shows its secret, and in which a new guest gets it. */
    static final String GUEST_SECRET = "X-Cloakpool-Guest-Secret";

    private final @Nullable String guestSecret;
    private final Optional<Administrator> administrator;
    private final Map<String, String> answerHeaders = new LinkedHashMap<>();
    private @Nullable PoolId pool;

    /** @param administrator present exactly when the operation is not for everybody */
    Call(@Nullable String guestSecret, Optional<Administrator> administrator) {
        this.guestSecret = guestSecret;
        this.administrator = administrator;
    }

    /** The secret that the caller shows for a guest; null without one. */
    @Nullable
    String guestSecret() {
        return guestSecret;
    }

    /** Who administers. */
    Administrator administrator() {
        return administrator.orElseThrow(() -> new IllegalStateException("an operation for everybody has none"));
    }

    /** Says which pool the call is about, as soon as that is known: its web origins may read the answer, errors included. */
    void addresses(PoolId id) {
        this.pool = id;
    }

    /** The pool that the call is about, as far as it is known. */
    Optional<PoolId> pool() {
        return Optional.ofNullable(pool);
    }

    /** Sets a header of the answer. */
    void answerHeader(String name, String value) {
        answerHeaders.put(name, value);
    }

    Map<String, String> answerHeaders() {
        return answerHeaders;
    }
}
