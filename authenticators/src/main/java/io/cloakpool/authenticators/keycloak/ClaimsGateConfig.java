package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.ClaimsRule;
import io.cloakpool.authenticators.federation.ProtectedAttributes;
import java.util.List;
import java.util.Map;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What an administrator says of a provider.
 *
 * @param rule whom the realm takes
 * @param attributes what the provider does not write
 * @param links whether verified addresses link at once
 * @param names whether users are named after the provider and their subject there
 */
record ClaimsGateConfig(ClaimsRule rule, ProtectedAttributes attributes, boolean links, boolean names) {
    static final String LINKS = "link.verified";
    static final String NAMES = "provider.names";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(ClaimsRule.DOMAINS)
            .label("E-mail domains")
            .helpText("Takes users with an address of one of these domains only, commas between them. Empty: all."
                    + " Subdomains count only when they are listed.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(ClaimsRule.CLAIMS)
            .label("Expected claims")
            .helpText(
                    "Takes users with all of these claims only: of the ID token, the profile, or the attributes of the"
                            + " assertion. Several values of one claim are alternatives. Name the tenant here where a provider has many.")
            .type(ProviderConfigProperty.MAP_TYPE)
            .add()
            .property()
            .name(LINKS)
            .label("Link verified addresses")
            .helpText(
                    "For the step cloakpool-broker-link: links without a sign-in when provider and realm both know the address"
                            + " to be verified; an account here whose address nobody ever confirmed loses its password and factors then."
                            + " Never for a provider whose tenants or users say themselves that an address is verified.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue("false")
            .add()
            .property()
            .name(NAMES)
            .label("Names as in Cognito")
            .helpText("Names new users {alias}_{subject}, so that no provider chooses a name that another user has.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue("true")
            .add()
            .property()
            .name(ProtectedAttributes.MORE)
            .label("Further protected attributes")
            .helpText(
                    "Attributes that no mapper of this provider writes, commas between them, beside phone numbers and what is"
                            + " verified, roles, groups, and all that begins with cloakpool.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    /** @throws IllegalArgumentException for what cannot be read; then nobody is taken */
    static ClaimsGateConfig of(IdentityProviderMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        return new ClaimsGateConfig(
                ClaimsRule.parse(config.get(ClaimsRule.DOMAINS), claims(mapper)),
                ProtectedAttributes.with(config.get(ProtectedAttributes.MORE)),
                Boolean.parseBoolean(config.get(LINKS)),
                Boolean.parseBoolean(config.getOrDefault(NAMES, "true")));
    }

    private static Map<String, List<String>> claims(IdentityProviderMapperModel mapper) {
        String claims = mapper.getConfig().get(ClaimsRule.CLAIMS);
        if (claims == null || claims.isBlank()) {
            return Map.of();
        }
        try {
            return mapper.getConfigMap(ClaimsRule.CLAIMS);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(ClaimsRule.CLAIMS + " must be a list of keys and values", e);
        }
    }
}
