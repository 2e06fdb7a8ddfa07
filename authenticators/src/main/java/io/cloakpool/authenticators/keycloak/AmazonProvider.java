package io.cloakpool.authenticators.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.keycloak.broker.oidc.AbstractOAuth2IdentityProvider;
import org.keycloak.broker.oidc.mappers.AbstractJsonUserAttributeMapper;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.broker.social.SocialIdentityProvider;
import org.keycloak.http.simple.SimpleHttp;
import org.keycloak.http.simple.SimpleHttpRequest;
import org.keycloak.http.simple.SimpleHttpResponse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Login with Amazon (developer guide, "Authorization code grant", "Obtain customer profile"). Whose token it is, tokeninfo is asked before
 * the profile counts: a profile alone would do for the token of any other app. Tokens are not exchanged.
 */
final class AmazonProvider extends AbstractOAuth2IdentityProvider<AmazonConfig>
        implements SocialIdentityProvider<AmazonConfig> {
    private static final String SCOPE = "profile";
    private static final String ID = "user_id";
    private static final String EMAIL = "email";
    private static final String VERIFIED = "email_verified";

    AmazonProvider(KeycloakSession session, AmazonConfig config) {
        super(session, config);
    }

    @Override
    protected String getDefaultScopes() {
        return SCOPE;
    }

    @Override
    protected BrokeredIdentityContext doGetFederatedIdentity(String accessToken) {
        try {
            JsonNode token = json(
                    SimpleHttp.create(session).doGet(getConfig().tokenInfoUrl()).param("access_token", accessToken));
            JsonNode profile = json(SimpleHttp.create(session)
                    .doGet(getConfig().getUserInfoUrl())
                    .auth(accessToken));
            String id = profile.path(ID).asText();
            if (!token.path("aud").asText().equals(getConfig().getClientId())) {
                throw new IdentityBrokerException("The access token is another client's");
            }
            if (id.isEmpty() || !token.path(ID).asText().equals(id)) {
                throw new IdentityBrokerException("Token and profile are not of one user");
            }
            return identity(id, profile);
        } catch (IOException e) {
            throw new IdentityBrokerException("Amazon cannot be asked", e);
        }
    }

    private BrokeredIdentityContext identity(String id, JsonNode profile) {
        BrokeredIdentityContext identity = new BrokeredIdentityContext(id, getConfig());
        identity.setIdp(this);
        identity.setBrokerUserId(getConfig().getAlias() + "." + id);
        String email = getJsonProperty(profile, EMAIL);
        identity.setEmail(email);
        identity.setUsername(email == null ? id : email);
        setName(identity, profile.path("name").asText().strip());
        if (profile instanceof ObjectNode object) {
            // Amazon does not say it, and so nobody is to take it for said.
            object.put(VERIFIED, false);
        }
        AbstractJsonUserAttributeMapper.storeUserProfileForMapper(
                identity, profile, getConfig().getAlias());
        return identity;
    }

    /** Amazon knows one name of a user: the last word is their last name, where there are more. */
    private static void setName(BrokeredIdentityContext identity, String name) {
        int gap = name.lastIndexOf(' ');
        identity.setFirstName(gap < 0 ? name : name.substring(0, gap).strip());
        if (gap > 0) {
            identity.setLastName(name.substring(gap + 1));
        }
    }

    /** Also where the realm trusts its addresses. */
    @Override
    protected void setEmailVerified(UserModel user, BrokeredIdentityContext context) {
        if (context.getEmail() != null && !context.getEmail().equalsIgnoreCase(user.getEmail())) {
            user.setEmailVerified(false);
        }
    }

    private static JsonNode json(SimpleHttpRequest request) throws IOException {
        try (SimpleHttpResponse answer = request.asResponse()) {
            if (answer.getStatus() != 200) {
                throw new IdentityBrokerException("Amazon answers " + answer.getStatus());
            }
            return answer.asJson();
        }
    }
}
