package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.Source;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Components of credential issuers. */
public final class CredentialIssuerFactory extends PackComponentFactory<CredentialIssuerComponent> {
    public static final String PROVIDER_ID = "cloakpool-credential-issuer";

    public CredentialIssuerFactory() {
        super(
                PROVIDER_ID,
                ComponentKind.ISSUER,
                "A security token service that issues the credentials of pool roles.",
                CredentialIssuerConfigProperties.ALL);
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        IssuerConfig.settings(name, source);
    }

    @Override
    public CredentialIssuerComponent create(KeycloakSession session, ComponentModel model) {
        return new CredentialIssuerComponent() {};
    }
}
