package io.cloakpool.authenticators.code;

/**
 * A code that was sent, without the code.
 *
 * @param id tells it from the subject's other codes
 * @param hash of code, key and id
 * @param link hash of what a link carries
 * @param destination hash of where it was sent to
 * @param sentAt epoch second
 * @param expiresAt epoch second from which on it is void
 */
public record StoredCode(String id, String hash, String link, String destination, long sentAt, long expiresAt) {}
