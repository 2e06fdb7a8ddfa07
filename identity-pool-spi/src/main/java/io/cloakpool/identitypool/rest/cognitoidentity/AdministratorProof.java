package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.authorize.Attempt;

/** One way to prove that one may administer. */
@FunctionalInterface
interface AdministratorProof {
    /**
     * The caller of a request, where it has the right.
     *
     * @param body exactly the bytes that arrived
     * @param attempt is told who the caller is as soon as that is proven
     * @throws io.cloakpool.identitypool.spi.Refused when nobody proves to be the caller, or it lacks the right
     */
    Administrator require(Operation<?> operation, RawRequest head, byte[] body, Attempt attempt);
}
