package io.cloakpool.authenticators.keycloak;

import java.util.Objects;
import org.keycloak.broker.oidc.OAuth2IdentityProviderConfig;
import org.keycloak.models.IdentityProviderModel;

/** Login with Amazon: addresses of its documentation where the configuration has no others. */
final class AmazonConfig extends OAuth2IdentityProviderConfig {
    private static final long serialVersionUID = 1L;

    static final String TOKEN_INFO = "tokenInfoUrl";

    AmazonConfig() {}

    AmazonConfig(IdentityProviderModel model) {
        super(model);
    }

    @Override
    public String getAuthorizationUrl() {
        return Objects.requireNonNullElse(super.getAuthorizationUrl(), "https://www.amazon.com/ap/oa");
    }

    @Override
    public String getTokenUrl() {
        return Objects.requireNonNullElse(super.getTokenUrl(), "https://api.amazon.com/auth/o2/token");
    }

    @Override
    public String getUserInfoUrl() {
        return Objects.requireNonNullElse(super.getUserInfoUrl(), "https://api.amazon.com/user/profile");
    }

    String tokenInfoUrl() {
        return Objects.requireNonNullElse(getConfig().get(TOKEN_INFO), "https://api.amazon.com/auth/o2/tokeninfo");
    }
}
