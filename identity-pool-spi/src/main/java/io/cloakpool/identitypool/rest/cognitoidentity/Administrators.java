package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;

/** Decides who may administer by this door. */
@FunctionalInterface
interface Administrators {
    /**
     * The caller of a request, where it has the right.
     *
     * @param operation one that is not for everybody
     * @param body exactly the bytes that arrived
     * @throws io.cloakpool.identitypool.spi.Refused when nobody proves to be the caller, or it lacks the right
     */
    Administrator require(Operation<?> operation, RawRequest head, byte[] body);
}
