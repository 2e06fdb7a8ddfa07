package io.cloakpool.identitypool.pool;

import java.net.URI;
import java.time.Duration;

/**
 * A security token service that issues credentials for pool roles. It holds no secret: the pool's OpenID token is the proof.
 *
 * @param name {@code [a-z0-9-]{1,63}}, unique in the realm
 * @param enabled a disabled issuer issues nothing; what it issued lives on
 * @param endpoint where the AWS Query requests go
 * @param allowPlainHttp whether the endpoint may be plain HTTP although it is not on loopback
 * @param tags whether tokens for this service may carry session tags
 * @param colonsAsWildcards whether a colon in the last part of a resource is sent as a question mark, which Ceph RGW 16 needs
 * @param connectTimeout longest wait for a connection, 1 to 10 seconds
 * @param timeout longest wait for the whole answer, 1 to 30 seconds
 */
public record IssuerSettings(
        String name,
        boolean enabled,
        URI endpoint,
        boolean allowPlainHttp,
        boolean tags,
        boolean colonsAsWildcards,
        Duration connectTimeout,
        Duration timeout) {}
