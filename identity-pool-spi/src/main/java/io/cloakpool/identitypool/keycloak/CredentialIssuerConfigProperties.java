package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.IssuerConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a credential issuer. */
final class CredentialIssuerConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .flag(
                    IssuerConfig.ENABLED,
                    "Enabled",
                    true,
                    "A disabled issuer issues nothing; what it issued lives on to its end.")
            .text(
                    IssuerConfig.ENDPOINT,
                    "Endpoint",
                    null,
                    "URL of the security token service, such as https://sts.eu-west-1.amazonaws.com or http://127.0.0.1:8000.")
            .flag(
                    IssuerConfig.ALLOW_PLAIN_HTTP,
                    "Allow plain HTTP",
                    false,
                    "Whether the endpoint may be plain HTTP although it is not on loopback: everybody on the way can read the credentials.")
            .flag(
                    IssuerConfig.TAGS,
                    "Session tags",
                    true,
                    "Whether tokens for this service may carry session tags; a role must want it too.")
            .flag(
                    IssuerConfig.COLONS_AS_WILDCARDS,
                    "Colons as wildcards",
                    false,
                    "Whether a colon in the last part of a resource is sent as a question mark: Ceph RGW 16 reads no resource with a colon there, which every identity id has.")
            .text(
                    IssuerConfig.CONNECT_TIMEOUT,
                    "Connect timeout (seconds)",
                    Long.toString(IssuerConfig.DEFAULT_CONNECT_TIMEOUT.toSeconds()),
                    "Longest wait for a connection, 1 to 10. A connection that fails is tried once more.")
            .text(
                    IssuerConfig.TIMEOUT,
                    "Timeout (seconds)",
                    Long.toString(IssuerConfig.DEFAULT_TIMEOUT.toSeconds()),
                    "Longest wait for the whole answer, 1 to 30.")
            .list();

    private CredentialIssuerConfigProperties() {}
}
