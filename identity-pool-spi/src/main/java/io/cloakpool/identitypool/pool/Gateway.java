package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Map;

/**
 * A gateway that asks for decisions about signed requests.
 *
 * @param name {@code [a-z0-9-]{1,63}}, unique in the realm
 * @param enabled a disabled gateway is refused as an unknown one is
 * @param dialect how it passes the client's request on
 * @param secret what it shows in {@code X-Cloakpool-Gateway}
 * @param s3BaseDomains base domains for virtual-host addressing of buckets; may be empty
 * @param apis APIs by host
 */
public record Gateway(
        String id,
        String name,
        boolean enabled,
        Dialect dialect,
        Secret secret,
        List<String> s3BaseDomains,
        Map<String, Api> apis) {
    /** Whose sub-request headers are read. */
    public enum Dialect {
        NGINX,
        TRAEFIK,
        CADDY,
        ENVOY
    }

    /** An API behind a host, as {@code execute-api} names it. */
    public record Api(String apiId, String stage) {}

    public Gateway {
        s3BaseDomains = List.copyOf(s3BaseDomains);
        apis = Map.copyOf(apis);
    }
}
