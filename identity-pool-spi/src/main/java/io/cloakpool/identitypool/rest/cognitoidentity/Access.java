package io.cloakpool.identitypool.rest.cognitoidentity;

/** Who may call an operation. */
enum Access {
    /** Everybody: the logins in the input prove what has to be proven. */
    ANYBODY,
    /** Administrators who may see the realm. */
    VIEW,
    /** Administrators who may change the realm. */
    MANAGE
}
