package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.util.OptionalInt;

/**
 * Answer of {@code AssumeRole}.
 *
 * @param credentials the credentials
 * @param assumedRoleArn {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}
 * @param assumedRoleId {@code AROA} and 17 characters, a colon, the session name
 * @param packedPercent how much of what a session policy and tags may take the caller has used; empty when it passed neither
 */
public record ChainedRole(
        IssuedCredentials credentials, String assumedRoleArn, String assumedRoleId, OptionalInt packedPercent) {}
