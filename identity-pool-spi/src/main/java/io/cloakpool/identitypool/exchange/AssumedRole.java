package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.spi.IssuedCredentials;

/**
 * Answer of {@code AssumeRoleWithWebIdentity}.
 *
 * @param credentials the credentials
 * @param provider issuer of the token
 * @param audience its audience, the pool id
 * @param subject its subject, the identity id
 * @param assumedRoleArn {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}
 * @param assumedRoleId {@code AROA} and 17 characters, a colon, the session name
 */
public record AssumedRole(
        IssuedCredentials credentials,
        String provider,
        String audience,
        String subject,
        String assumedRoleArn,
        String assumedRoleId) {}
