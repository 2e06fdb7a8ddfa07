package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.InstantSource;

/**
 * Proves the token of a login in the way of its provider. Verified ID tokens and assertions are remembered. Whoever has to be asked about a token is
 * asked on each use: that is what makes it count when the provider revokes one.
 */
public final class LoginTokens {
    private final CachedLoginVerifier idTokens;
    private final FacebookTokens facebook;
    private final AmazonTokens amazon;
    private final CustomTokens custom;
    private final SamlTokens saml;

    public LoginTokens(VerifiedLoginCache cache, LoginPorts ports, PoolRealm realm, InstantSource clock) {
        this.idTokens = new CachedLoginVerifier(cache, ports.directory(), realm, clock);
        this.facebook = new FacebookTokens(ports.api(), ports.facebookApps(), clock);
        this.amazon = new AmazonTokens(ports.api(), clock);
        this.saml = new SamlTokens(cache, ports, realm, clock);
        this.custom = new CustomTokens(ports.verifiers(), clock);
    }

    /** @throws io.cloakpool.identitypool.spi.Refused for a token that proves nothing here, or about which nobody can be asked */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        return switch (provider.binding().provider().kind()) {
            case REALM, OTHER_REALM, OIDC, GOOGLE, APPLE -> idTokens.verify(provider, token);
            case FACEBOOK -> isJwt(token) ? idTokens.verify(provider, token) : facebook.verify(provider, token);
            case AMAZON -> amazon.verify(provider, token);
            case SAML -> saml.verify(provider, token);
            case CUSTOM -> custom.verify(provider, token);
        };
    }

    SamlTokens saml() {
        return saml;
    }

    /** Facebook's access tokens have no dots; those of its Limited Login are JWTs. */
    private static boolean isJwt(String token) {
        return token.chars().filter(character -> character == '.').count() == 2;
    }
}
