package io.cloakpool.authenticators.keycloak;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;

/** The tokens that mappers write into. */
final class Tokens {
    private Tokens() {}

    /** Keycloak's switches for the tokens into which a mapper can write. */
    static List<ProviderConfigProperty> inclusion(Class<? extends ProtocolMapper> mapper) {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, mapper);
        return List.copyOf(properties);
    }
}
