package io.cloakpool.identitypool.keycloak;

/** Makes {@link CredentialIssuerComponent} known to Keycloak. */
public final class CredentialIssuerSpi extends ComponentSpi {
    public CredentialIssuerSpi() {
        super("cloakpoolCredentialIssuer", CredentialIssuerComponent.class, CredentialIssuerFactory.class);
    }
}
