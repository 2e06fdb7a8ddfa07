package io.cloakpool.identitypool.identity;

/** A login as stored: internal provider id and the provider's id of the user, both compared byte for byte. */
public record LoginName(String provider, String subject) {}
