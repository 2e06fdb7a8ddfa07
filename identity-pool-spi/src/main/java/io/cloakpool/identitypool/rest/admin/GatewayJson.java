package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A gateway; field names are those of its component.
 *
 * @param secret answers show a mask; absent or masked in a request it keeps the stored one
 */
record GatewayJson(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable String dialect,
        @Nullable String secret,
        @Nullable List<String> s3BaseDomains,
        @Nullable Map<String, Api> apis) {
    /** As Keycloak masks the secrets of components. */
    static final String MASK = "**********";

    /** An API behind a host. */
    record Api(@Nullable String apiId, @Nullable String stage) {}

    static GatewayJson of(GatewaySettings gateway) {
        Map<String, Api> apis = new TreeMap<>();
        gateway.apis().forEach((host, api) -> apis.put(host, new Api(api.apiId(), api.stage())));
        return new GatewayJson(
                gateway.name(),
                gateway.enabled(),
                Choice.text(gateway.dialect()),
                MASK,
                gateway.s3BaseDomains().stream().sorted().toList(),
                apis);
    }

    GatewaySettings settings(String gatewayName) {
        return new GatewaySettings(
                gatewayName,
                Fields.flag(enabled, true),
                Enums.parse(Gateway.Dialect.class, "dialect", Fields.required("dialect", dialect)),
                secret == null || secret.equals(MASK) ? null : new Secret(secret.getBytes(StandardCharsets.UTF_8)),
                List.copyOf(Fields.set("s3BaseDomains", s3BaseDomains)),
                Fields.map("apis", apis).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> api(entry.getValue()))));
    }

    private static Gateway.Api api(Api api) {
        return new Gateway.Api(Fields.required("apis.apiId", api.apiId()), Fields.required("apis.stage", api.stage()));
    }

    /** Without the secret, which may be new. */
    @Override
    public String toString() {
        return "GatewayJson[" + name + "]";
    }
}
