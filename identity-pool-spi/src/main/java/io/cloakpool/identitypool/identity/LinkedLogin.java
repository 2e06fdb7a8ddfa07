package io.cloakpool.identitypool.identity;

import java.time.Instant;

/** A login of an identity, and since when it is. */
public record LinkedLogin(LoginName name, Instant linkedAt) {}
