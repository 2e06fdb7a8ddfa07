package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses for a gateway; {@link Gateway} is the same with its id.
 *
 * @param secret what the gateway shows; null keeps the one there is
 */
public record GatewaySettings(
        String name,
        boolean enabled,
        Gateway.Dialect dialect,
        @Nullable Secret secret,
        List<String> s3BaseDomains,
        Map<String, Gateway.Api> apis) {
    public GatewaySettings {
        s3BaseDomains = List.copyOf(s3BaseDomains);
        apis = Map.copyOf(apis);
    }
}
