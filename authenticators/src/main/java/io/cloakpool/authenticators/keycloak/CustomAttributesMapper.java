package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.claims.CustomAttributes;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.representations.IDToken;

/** Claims {@code custom:…}: the attributes of a realm's own that a client may read. */
public final class CustomAttributesMapper extends TokenMapper {
    /** Id of this kind of mapper. Identity pools know it too, lest a rule stands on what users write. */
    public static final String PROVIDER_ID = "oidc-cloakpool-custom-attributes-mapper";

    /** Key of the attributes' names. */
    static final String ATTRIBUTES = "custom.attributes";

    private static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(ATTRIBUTES)
            .label("User attributes")
            .helpText(
                    "Names of the user attributes that the client may read, with commas between them. Each stands in tokens as "
                            + CustomAttributes.PREFIX
                            + " and its name, as text; of several values the first. An attribute that the user does not have is left out.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    public CustomAttributesMapper() {
        super(
                PROVIDER_ID,
                "Custom attributes (Cognito)",
                "Claims " + CustomAttributes.PREFIX + "… for the user attributes that a client may read.",
                PROPERTIES);
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        UserModel user = userSession.getUser();
        for (String attribute : CustomAttributes.read(mapper.getConfig().get(ATTRIBUTES))) {
            String value = user.getFirstAttribute(attribute);
            if (value != null) {
                token.setOtherClaims(CustomAttributes.claim(attribute), value);
            }
        }
    }
}
