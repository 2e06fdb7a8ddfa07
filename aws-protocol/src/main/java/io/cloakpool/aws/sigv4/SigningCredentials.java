package io.cloakpool.aws.sigv4;

import org.jspecify.annotations.Nullable;

/**
 * What to sign with.
 *
 * @param accessKeyId the id of the key
 * @param secretAccessKey its secret
 * @param sessionToken the token of temporary credentials; null for long-lived ones
 */
public record SigningCredentials(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
    /** The id alone, so that it may be logged. */
    @Override
    public String toString() {
        return "SigningCredentials[" + accessKeyId + "]";
    }
}
