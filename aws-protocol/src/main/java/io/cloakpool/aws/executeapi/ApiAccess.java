package io.cloakpool.aws.executeapi;

/**
 * What a request to an API asks for; the policy must allow it.
 *
 * @param api which API
 * @param action always {@code execute-api:Invoke}
 * @param resourceArn {@code arn:aws:execute-api:{region}:{account}:{apiId}/{stage}/{METHOD}/{path}}, the path
 *     percent-decoded once; {@code *} and {@code ?} in it are characters like any other
 */
public record ApiAccess(Api api, String action, String resourceArn) {}
