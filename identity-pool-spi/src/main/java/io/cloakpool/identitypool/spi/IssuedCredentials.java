package io.cloakpool.identitypool.spi;

import java.time.Instant;

/** Temporary AWS-style credentials. {@code toString} shows no secret. */
@PublicApi
public record IssuedCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
    @Override
    public String toString() {
        return "IssuedCredentials[" + accessKeyId + ", expires " + expiration + "]";
    }
}
