package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigningClaim;
import org.jspecify.annotations.Nullable;

/**
 * A request that came to us alone, signed by the holder of a pool's credentials; nothing of it proven.
 *
 * @param claim what {@link SigningClaim#parse} read from this very request
 * @param bodySha256 hash of the bytes that arrived, 64 lower-case hexadecimal digits
 * @param remoteAddress of the connection, by Keycloak's proxy settings; null when unknown
 * @param secure whether it came over TLS
 */
public record SignedRequest(
        RawRequest head, SigningClaim claim, String bodySha256, @Nullable String remoteAddress, boolean secure) {}
