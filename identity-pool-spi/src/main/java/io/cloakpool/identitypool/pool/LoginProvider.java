package io.cloakpool.identitypool.pool;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose logins a binding accepts, as an administrator names it.
 *
 * @param name the alias of an identity provider, the name of a realm or the id of a verifier, as the kind has it; else null
 * @param baseUrl where a public provider is asked instead of its own address; null for that
 */
public record LoginProvider(Kind kind, @Nullable String name, @Nullable URI baseUrl) {
    /** The kinds of provider, in the order in which a {@code Logins} key is looked up. */
    public enum Kind {
        /** The realm in which the pool lives. */
        REALM("realm", false),
        GOOGLE("provider", false),
        APPLE("provider", false),
        FACEBOOK("provider", false),
        /** Login with Amazon. */
        AMAZON("provider", false),
        /** Another realm of the same server, by its name. */
        OTHER_REALM("realm", true),
        /** An OpenID Connect identity provider of the realm, by its alias. */
        OIDC("OpenID Connect identity provider with an issuer", true),
        /** A SAML identity provider of the realm, by its alias. */
        SAML("SAML identity provider with an entity id, a certificate and validated signatures", true),
        /** A verifier that somebody else installed, by the id of its factory. Last: no name of the others is taken from them. */
        CUSTOM("installed login verifier with a key of its own", true);

        private final String label;
        private final boolean named;

        Kind(String label, boolean named) {
            this.label = label;
            this.named = named;
        }

        /** What messages call one of them. */
        public String label() {
            return label;
        }

        /** Whether the provider is one of several of its kind, told apart by name. */
        public boolean isNamed() {
            return named;
        }

        /** Whether the provider's own configuration says for which client it is. */
        public boolean hasOwnClient() {
            return this == OIDC || this == SAML;
        }

        /** Whether it is a realm of this server, whose users and sessions can be looked at. */
        public boolean isRealm() {
            return this == REALM || this == OTHER_REALM;
        }

        /** Whether it is a company with fixed addresses, which tests and proxies may replace. */
        public boolean isPublic() {
            return this == GOOGLE || this == APPLE || this == FACEBOOK || this == AMAZON;
        }

        /** Whether the API of identity pools maps its {@code Logins} key to app ids, in {@code SupportedLoginProviders}. */
        public boolean isSupportedLogin() {
            return isPublic() || this == CUSTOM;
        }
    }

    /** The realm in which the pool lives. */
    public static final LoginProvider REALM = of(Kind.REALM);

    /** The only provider of its kind. */
    public static LoginProvider of(Kind kind) {
        return new LoginProvider(kind, null, null);
    }

    /** A provider of a kind that has several. */
    public static LoginProvider of(Kind kind, String name) {
        return new LoginProvider(kind, name, null);
    }

    /** Its name, where the kind is {@linkplain Kind#isNamed() named}. */
    public String requiredName() {
        return Objects.requireNonNull(name, "a provider of kind " + kind + " has a name");
    }

    /** Whether both are the same provider, wherever it is asked. */
    public boolean isSameAs(LoginProvider other) {
        return kind == other.kind && Objects.equals(name, other.name);
    }
}
