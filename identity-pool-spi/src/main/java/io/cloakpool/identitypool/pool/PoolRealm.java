package io.cloakpool.identitypool.pool;

import java.net.URI;

/**
 * What the engine knows of the realm it works for.
 *
 * @param id the realm's rename-proof id
 * @param name the realm's name
 * @param region realm attribute {@code cloakpool.region}, default {@code us-east-1}
 * @param accountId realm attribute {@code cloakpool.accountId}, default {@code 000000000000}
 * @param userPoolId realm attribute {@code cloakpool.userPoolId}, else derived from the realm's id
 * @param issuer the realm's own issuer, {@code {kc}/realms/{realm}}
 * @param hostnameConfigured whether the base URL is configured; if not, it comes from the request's Host header
 */
public record PoolRealm(
        String id,
        String name,
        String region,
        String accountId,
        String userPoolId,
        URI issuer,
        boolean hostnameConfigured) {
    private static final String PROVIDER = "realm:";

    /** Issuer of the OpenID tokens of this realm's identity pools: {@code {kc}/realms/{realm}/cognito-identity}. */
    public URI poolIssuer() {
        return URI.create(issuer + "/cognito-identity");
    }

    /** The security token service: {@code {kc}/realms/{realm}/sts}. */
    public URI stsEndpoint() {
        return URI.create(issuer + "/sts");
    }

    /** {@link #poolIssuer} without its scheme, as OIDC providers are named in ARNs and condition keys. */
    public String poolIssuerWithoutScheme() {
        return issuerLoginKey() + "/cognito-identity";
    }

    /** The {@code Logins} key of the own realm in Cognito's form: {@code cognito-idp.{region}.amazonaws.com/{userPoolId}}. */
    public String userPoolLoginKey() {
        return "cognito-idp." + region + ".amazonaws.com/" + userPoolId;
    }

    /** The {@code Logins} key of the own realm as Amplify derives it: the issuer without its scheme. */
    public String issuerLoginKey() {
        return issuer.toString().substring(issuer.getScheme().length() + "://".length());
    }

    /** The {@code Logins} key of a SAML identity provider of the realm: its ARN, as IAM names such a provider. */
    public String samlProviderArn(String alias) {
        return "arn:aws:iam::" + accountId + ":saml-provider/" + alias;
    }

    /** The internal id under which logins of this realm are stored. */
    public String providerId() {
        return providerId(id);
    }

    /** The internal id under which logins of the realm with this id are stored. */
    public static String providerId(String realmId) {
        return PROVIDER + realmId;
    }

    /** The id of the realm whose logins are stored under this internal id. */
    public static String realmId(String providerId) {
        return providerId.substring(PROVIDER.length());
    }

    /** Whether the internal id of a provider is that of a realm. */
    public static boolean isRealm(String providerId) {
        return providerId.startsWith(PROVIDER);
    }
}
