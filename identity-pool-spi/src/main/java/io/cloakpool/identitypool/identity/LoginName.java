package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A login as stored: internal provider id and the provider's id of the user, both compared byte for byte. */
public record LoginName(String provider, String subject) {
    private static final String DEVELOPER = "developer:";
    private static final int DIGEST_BYTES = 16;

    /**
     * A user that a back end vouches for.
     *
     * @param providerName the pool's developer provider
     * @param userIdentifier the back end's id of the user
     */
    public static LoginName ofDeveloper(String providerName, String userIdentifier) {
        return new LoginName(DEVELOPER + providerName, userIdentifier);
    }

    /** What tells it from every other one, and says neither who it is nor how long its name is: 22 characters. */
    public String digest() {
        byte[] hash = Sha256.of(provider + '\0' + subject);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
    }

    /** Whether a back end vouched for it, and not a token of the user. */
    public boolean isDeveloper() {
        return provider.startsWith(DEVELOPER);
    }

    /** The name of the developer provider; empty for a login that a token proves. */
    public Optional<String> developerProvider() {
        return isDeveloper() ? Optional.of(provider.substring(DEVELOPER.length())) : Optional.empty();
    }
}
