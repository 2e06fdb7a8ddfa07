package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.AppleName;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.provider.AuthenticationRequest;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.broker.social.SocialIdentityProvider;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.simple.SimpleHttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.vault.VaultStringSecret;

/**
 * Sign in with Apple (Apple, "Sign in with Apple REST API"): OpenID Connect whose client secret is signed anew for each request, and whose
 * answer comes as a form, with the user's name in it the first time.
 */
final class AppleProvider extends OIDCIdentityProvider implements SocialIdentityProvider<OIDCIdentityProviderConfig> {
    private static final String SCOPES = "openid name email";

    private final AppleConfig apple;
    private AppleName name = AppleName.NONE;

    AppleProvider(KeycloakSession session, AppleConfig config) {
        super(session, config);
        apple = config;
    }

    @Override
    protected String getDefaultScopes() {
        return SCOPES;
    }

    /** Apple demands a form wherever name or address are asked for. */
    @Override
    protected UriBuilder createAuthorizationUrl(AuthenticationRequest request) {
        return super.createAuthorizationUrl(request).queryParam("response_mode", "form_post");
    }

    @Override
    public Object callback(RealmModel realm, AuthenticationCallback callback, EventBuilder event) {
        return new Callback(callback, realm, event, this);
    }

    @Override
    public SimpleHttpRequest authenticateTokenRequest(SimpleHttpRequest request) {
        String stored = apple.getClientSecret();
        try (VaultStringSecret secret = session.vault().getStringSecret(stored)) {
            return request.param(OAUTH2_PARAMETER_CLIENT_ID, apple.getClientId())
                    .param(
                            OAUTH2_PARAMETER_CLIENT_SECRET,
                            apple.secret().sign(secret.get().orElse(stored), KeycloakTime.INSTANCE.instant()));
        } catch (IllegalArgumentException e) {
            throw new IdentityBrokerException("Provider " + apple.getAlias() + ": " + e.getMessage());
        }
    }

    @Override
    protected BrokeredIdentityContext extractIdentity(
            @Nullable AccessTokenResponse response, @Nullable String accessToken, JsonWebToken idToken)
            throws IOException {
        BrokeredIdentityContext identity = super.extractIdentity(response, accessToken, idToken);
        name.first().ifPresent(identity::setFirstName);
        name.last().ifPresent(identity::setLastName);
        return identity;
    }

    /** An Apple token is not exchanged for one of the realm. */
    @Override
    protected boolean supportsExternalExchange() {
        return false;
    }

    /** Where the browser brings Apple's answer. Public, since the server's generated code calls it. */
    public static final class Callback extends OIDCEndpoint {
        private final AppleProvider provider;

        Callback(AuthenticationCallback callback, RealmModel realm, EventBuilder event, AppleProvider provider) {
            super(callback, realm, event, provider);
            this.provider = provider;
        }

        /** The answer as a form, which Keycloak's own endpoint does not take. */
        @POST
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        public Response formResponse(
                @FormParam(OAUTH2_PARAMETER_STATE) @Nullable String state,
                @FormParam(OAUTH2_PARAMETER_CODE) @Nullable String code,
                @FormParam("error") @Nullable String error,
                @FormParam("user") @Nullable String user) {
            provider.name = AppleName.read(user);
            // What Apple says when a user changes their mind.
            return authResponse(state, code, "user_cancelled_authorize".equals(error) ? ACCESS_DENIED : error, null);
        }
    }
}
