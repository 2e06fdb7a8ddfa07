package io.cloakpool.authenticators.keycloak;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** A mapper with Keycloak's switches for the tokens into which it writes, after the settings of its own, if it has some. */
abstract class TokenMapper extends AbstractOIDCProtocolMapper
        implements OIDCIDTokenMapper, OIDCAccessTokenMapper, PackFactory {
    private final String id;
    private final String displayType;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;

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
        this.id = id;
        this.displayType = displayType;
        this.helpText = helpText;
        List<ProviderConfigProperty> all = new ArrayList<>(own);
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(all, getClass());
        this.properties = List.copyOf(all);
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayType() {
        return displayType;
    }

    @Override
    public final String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public final String getHelpText() {
        return helpText;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return properties;
    }
}
