package io.cloakpool.identitypool.rest.cognitoidentity;

/** Who was let in to administer, and where what it changes is recorded. */
interface Administrator {
    /** What an administrator did to a resource. */
    enum Change {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Whether nothing but the policies of a pool's credential let it in, pool by pool. */
    boolean byPolicy();

    /**
     * Records a change that has been made.
     *
     * @param resourcePath below the realm, such as {@code identity-pools/us-east-1:…}
     * @param representation what it was changed to, without secrets
     */
    void changed(Change change, String resourcePath, Object representation);
}
