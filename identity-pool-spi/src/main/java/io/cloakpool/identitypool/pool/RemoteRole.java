package io.cloakpool.identitypool.pool;

/**
 * What a pool role stands for at a security token service.
 *
 * @param issuer name of the credential issuer
 * @param roleArn the role's ARN there, {@code arn:aws:iam::{account}:role/{name}} or what the service makes of it
 * @param sendTags whether the session's tags go along; the role there must then trust {@code sts:TagSession}
 */
public record RemoteRole(String issuer, String roleArn, boolean sendTags) {}
