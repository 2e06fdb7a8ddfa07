package io.cloakpool.identitypool.pool;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses that this server calls. */
public final class EndpointUrl {
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private EndpointUrl() {}

    /**
     * The address that a component names.
     *
     * @throws IllegalArgumentException naming kind, component and key, when it is no such address
     */
    static URI parse(ConfigReader reader, String key, String text) {
        URI uri = uri(reader, key, text);
        if (!HTTP.equals(uri.getScheme()) && !HTTPS.equals(uri.getScheme())) {
            throw reader.bad(key, "must be an https URL");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw reader.bad(key, "must have a host, and neither user, query nor fragment");
        }
        return uri;
    }

    /** Whether nobody on the way can read or change what is said to this address. */
    public static boolean isProtected(URI uri) {
        String host = uri.getHost();
        return host != null
                && (HTTPS.equals(uri.getScheme())
                        || (HTTP.equals(uri.getScheme())
                                && LOOPBACK.matcher(host).matches()));
    }

    private static URI uri(ConfigReader reader, String key, String text) {
        try {
            return new URI(reader.fitting(key, text, ConfigLimits.ENDPOINT));
        } catch (URISyntaxException e) {
            throw reader.bad(key, "is no URL");
        }
    }
}
