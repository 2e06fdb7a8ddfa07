package io.cloakpool.authenticators.claims;

/** Kinds of identity providers, as Cognito names them in the claim {@code identities}. */
public enum ProviderType {
    GOOGLE("Google"),
    FACEBOOK("Facebook"),
    AMAZON("LoginWithAmazon"),
    APPLE("SignInWithApple"),
    SAML("SAML"),
    /** And whatever else Keycloak can sign in with. */
    OIDC("OIDC");

    private final String text;

    ProviderType(String text) {
        this.text = text;
    }

    /** The kind of one that Keycloak knows by this id. */
    public static ProviderType of(String providerId) {
        return switch (providerId) {
            case "google" -> GOOGLE;
            case "facebook" -> FACEBOOK;
            case "amazon" -> AMAZON;
            case "apple" -> APPLE;
            case "saml" -> SAML;
            default -> OIDC;
        };
    }

    /** As it stands in tokens. */
    public String text() {
        return text;
    }

    /** The key of Keycloak's configuration that says who issues what is signed there. */
    public String issuerKey() {
        return this == SAML ? "idpEntityId" : "issuer";
    }
}
