package io.cloakpool.identitypool.authorize;

/**
 * A yes: who asked, and how long a gateway may remember the answer.
 *
 * @param principalArn {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}
 * @param operation what was judged, such as {@code GetObject}; for logs
 * @param cacheSeconds 0 or 1; a remembered answer holds for the very same signed request only
 */
public record Permit(
        String principalArn, String identityId, String poolId, String roleArn, String operation, int cacheSeconds) {}
