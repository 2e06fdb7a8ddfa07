package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.check.ClaimSource;
import io.cloakpool.authenticators.claims.CustomAttributes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserPropertyMapper;
import org.keycloak.protocol.oidc.mappers.UserRealmRoleMappingMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.UserPropertyAttributeStatementMapper;
import org.keycloak.utils.JsonUtils;

/** Reads which attributes of users the mappers of a client or client scope give out. Others than Keycloak's are understood when they say so as those do. */
final class ClaimSources {
    private static final Set<String> OF_PROPERTIES =
            Set.of(UserPropertyMapper.PROVIDER_ID, UserPropertyAttributeStatementMapper.PROVIDER_ID);
    /** Keycloak's own mappers of roles name an attribute that they do not read. */
    private static final Set<String> OF_ROLES =
            Set.of(UserRealmRoleMappingMapper.PROVIDER_ID, UserClientRoleMappingMapper.PROVIDER_ID);
    /** The properties of a user's model that the user profile has as attributes. */
    private static final Set<String> PROPERTIES =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private static final Set<String> SWITCHES = Set.of(
            OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_LIGHTWEIGHT_ACCESS_TOKEN,
            OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION,
            OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO);

    private ClaimSources() {}

    /** @param owner as messages name it */
    static Stream<ClaimSource> of(String owner, ProtocolMapperContainerModel mappers) {
        return mappers.getProtocolMappersStream().flatMap(mapper -> of(owner, mapper));
    }

    private static Stream<ClaimSource> of(String owner, ProtocolMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        boolean oidc = OIDCLoginProtocol.LOGIN_PROTOCOL.equals(mapper.getProtocol());
        if (config == null || (oidc && SWITCHES.stream().noneMatch(name -> Boolean.parseBoolean(config.get(name))))) {
            return Stream.empty();
        }
        if (CustomAttributesMapper.PROVIDER_ID.equals(mapper.getProtocolMapper())) {
            return CustomAttributes.read(config.get(CustomAttributesMapper.ATTRIBUTES)).stream()
                    .map(attribute ->
                            new ClaimSource(owner, mapper.getName(), CustomAttributes.claim(attribute), attribute));
        }
        String attribute = config.get(ProtocolMapperUtils.USER_ATTRIBUTE);
        String claim = config.get(
                oidc ? OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME : AttributeStatementHelper.SAML_ATTRIBUTE_NAME);
        String kind = mapper.getProtocolMapper();
        return attribute == null
                        || claim == null
                        || claim.isBlank()
                        || OF_ROLES.contains(kind)
                        || (OF_PROPERTIES.contains(kind) && !PROPERTIES.contains(attribute))
                ? Stream.empty()
                : Stream.of(new ClaimSource(
                        owner,
                        mapper.getName(),
                        oidc ? JsonUtils.splitClaimPath(claim).get(0) : claim,
                        attribute));
    }
}
