package io.cloakpool.identitypool.pool;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** The configuration of a credential issuer's component. */
public final class IssuerConfig {
    public static final String ENABLED = "enabled";
    public static final String ENDPOINT = "endpoint";
    public static final String ALLOW_PLAIN_HTTP = "allowPlainHttp";
    public static final String TAGS = "tags";
    public static final String COLONS_AS_WILDCARDS = "colonsAsWildcards";
    public static final String CONNECT_TIMEOUT = "connectTimeout";
    public static final String TIMEOUT = "timeout";

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private IssuerConfig() {}

    /**
     * Reads what an administrator chose.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    public static IssuerSettings settings(String name, Source source) {
        ConfigReader reader = new ConfigReader(ComponentKind.ISSUER, name, ConfigLimits.ISSUER_NAME, source);
        boolean allowPlainHttp = reader.flag(ALLOW_PLAIN_HTTP, false);
        return new IssuerSettings(
                name,
                reader.flag(ENABLED, true),
                endpoint(reader, allowPlainHttp),
                allowPlainHttp,
                reader.flag(TAGS, true),
                reader.flag(COLONS_AS_WILDCARDS, false),
                reader.seconds(CONNECT_TIMEOUT, SHORTEST, LONGEST_CONNECT, DEFAULT_CONNECT_TIMEOUT),
                reader.seconds(TIMEOUT, SHORTEST, LONGEST, DEFAULT_TIMEOUT));
    }

    private static URI endpoint(ConfigReader reader, boolean allowPlainHttp) {
        URI uri = EndpointUrl.parse(reader, ENDPOINT, reader.needed(ENDPOINT));
        if (!allowPlainHttp && !EndpointUrl.isProtected(uri)) {
            throw reader.bad(
                    ENDPOINT,
                    "must be https: over plain HTTP everybody on the way reads the credentials; " + ALLOW_PLAIN_HTTP
                            + " allows it");
        }
        return uri;
    }

    /** The configuration that reads as these settings. */
    public static SortedMap<String, List<String>> config(IssuerSettings settings) {
        return new ConfigWriter()
                .flag(ENABLED, settings.enabled())
                .text(ENDPOINT, settings.endpoint().toString())
                .flag(ALLOW_PLAIN_HTTP, settings.allowPlainHttp())
                .flag(TAGS, settings.tags())
                .flag(COLONS_AS_WILDCARDS, settings.colonsAsWildcards())
                .seconds(CONNECT_TIMEOUT, settings.connectTimeout())
                .seconds(TIMEOUT, settings.timeout())
                .config();
    }
}
