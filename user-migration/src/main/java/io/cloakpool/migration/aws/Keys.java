package io.cloakpool.migration.aws;

import io.cloakpool.aws.sigv4.SigningCredentials;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What to sign with, and for how long.
 *
 * @param expires null for what lasts
 */
public record Keys(SigningCredentials credentials, @Nullable Instant expires) {
    static Keys of(
            String place,
            @Nullable String id,
            @Nullable String secret,
            @Nullable String token,
            @Nullable String expires)
            throws CredentialsException {
        if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
            throw new CredentialsException(place + " has no access key");
        }
        try {
            return new Keys(
                    new SigningCredentials(
                            id.strip(), secret.strip(), token == null || token.isBlank() ? null : token.strip()),
                    expires == null || expires.isBlank() ? null : Instant.parse(expires.strip()));
        } catch (DateTimeParseException e) {
            throw new CredentialsException(place + " has an expiration that is no time");
        }
    }
}
