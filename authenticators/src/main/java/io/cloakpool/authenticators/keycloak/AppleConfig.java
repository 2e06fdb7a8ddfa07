package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.AppleClientSecret;
import java.util.Objects;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.models.IdentityProviderModel;

/**
 * Sign in with Apple: addresses of its documentation where the configuration has no others. That signatures and nonces are checked is no
 * matter of configuration.
 */
final class AppleConfig extends OIDCIdentityProviderConfig {
    private static final long serialVersionUID = 1L;

    static final String TEAM = "teamId";
    static final String KEY = "keyId";

    private static final String APPLE = "https://appleid.apple.com";

    AppleConfig() {}

    AppleConfig(IdentityProviderModel model) {
        super(model);
    }

    AppleClientSecret secret() {
        return new AppleClientSecret(
                getConfig().getOrDefault(TEAM, ""), getConfig().getOrDefault(KEY, ""), getClientId(), getIssuer());
    }

    @Override
    public String getIssuer() {
        return Objects.requireNonNullElse(super.getIssuer(), APPLE);
    }

    @Override
    public String getAuthorizationUrl() {
        return Objects.requireNonNullElse(super.getAuthorizationUrl(), APPLE + "/auth/authorize");
    }

    @Override
    public String getTokenUrl() {
        return Objects.requireNonNullElse(super.getTokenUrl(), APPLE + "/auth/token");
    }

    @Override
    public String getJwksUrl() {
        return Objects.requireNonNullElse(super.getJwksUrl(), APPLE + "/auth/keys");
    }

    @Override
    public boolean isUseJwksUrl() {
        return true;
    }

    @Override
    public boolean isValidateSignature() {
        return true;
    }

    @Override
    public boolean isDisableNonce() {
        return false;
    }

    /** Apple has none. */
    @Override
    public boolean isDisableUserInfoService() {
        return true;
    }

    /** The verifier would be read from the query, and Apple's answer is a form. */
    @Override
    public boolean isPkceEnabled() {
        return false;
    }
}
