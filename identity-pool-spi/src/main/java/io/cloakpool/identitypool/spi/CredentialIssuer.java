package io.cloakpool.identitypool.spi;

/** Makes temporary credentials for a grant: the embedded issuer, or one that asks a remote STS. */
@PublicApi
public interface CredentialIssuer {
    /**
     * @throws Refused with {@link Reason#POOL_MISCONFIGURED} when keys or settings are missing, {@link
     *     Reason#EXTERNAL_SERVICE} when a remote service fails
     */
    IssuedCredentials issue(Grant grant);
}
