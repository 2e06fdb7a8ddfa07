package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;

/** Decides who may administer by this door. */
@FunctionalInterface
interface Administrators {
    /**
     * The caller of a request, where it has this right.
     *
     * @param operation as the API names it
     * @param access {@code VIEW} or {@code MANAGE}
     * @param body exactly the bytes that arrived
     * @throws io.cloakpool.identitypool.spi.Refused when nobody proves to be the caller, or it lacks the right
     */
    Administrator require(String operation, Access access, RawRequest head, byte[] body);
}
