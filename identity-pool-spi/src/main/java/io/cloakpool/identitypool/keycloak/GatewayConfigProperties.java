package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewayConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a gateway. */
final class GatewayConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .flag(GatewayConfig.ENABLED, "Enabled", true, "A disabled gateway is refused as an unknown one is.")
            .choice(
                    GatewayConfig.DIALECT,
                    "Dialect",
                    Gateway.Dialect.class,
                    null,
                    "By which headers the gateway passes a client's request on.")
            .secret(
                    GatewayConfig.SECRET,
                    "Secret",
                    "What the gateway shows in X-Cloakpool-Gateway: 16 to 256 printable characters without spaces, or ${vault.key}.")
            .set(
                    GatewayConfig.S3_BASE_DOMAINS,
                    "S3 base domains",
                    "Host names below which a bucket may stand in the host name (bucket.s3.example.com).")
            .lines(
                    GatewayConfig.APIS,
                    "APIs",
                    "APIs by host, a JSON object such as {\"api.example.com\": {\"apiId\": \"orders\", \"stage\": \"prod\"}}.")
            .list();

    private GatewayConfigProperties() {}
}
