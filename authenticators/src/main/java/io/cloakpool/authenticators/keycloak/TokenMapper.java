package io.cloakpool.authenticators.keycloak;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** A mapper with Keycloak's switches for the tokens into which it writes, after the settings of its own, if it has some. */
abstract class TokenMapper extends AbstractOIDCProtocolMapper
        implements OIDCIDTokenMapper,
                OIDCAccessTokenMapper,
                TokenIntrospectionTokenMapper,
                Described<ProtocolMapper>,
                PackFactory {
    private final Description description;

    /** One without settings of its own. */
    TokenMapper(String id, String displayType, String helpText) {
        this(id, displayType, helpText, List.of());
    }

    /**
     * One with settings.
     *
     * @param id never changes: realms name it
     */
    TokenMapper(String id, String displayType, String helpText, List<ProviderConfigProperty> own) {
        List<ProviderConfigProperty> all = new ArrayList<>(own);
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(all, getClass());
        description = new Description(id, displayType, helpText, all);
    }

    @Override
    public final Description description() {
        return description;
    }

    @Override
    public final String getDisplayType() {
        return description.title();
    }

    @Override
    public final String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }
}
