package io.cloakpool.migration.rest;

import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The options of a service that answers the contract.
 *
 * @param uri of the service, without a slash at its end
 * @param auth how requests show where they come from
 * @param secret the secret itself, or where it is in the vault
 * @param countsUsers whether it answers how many users it has, which a service need not
 */
public record RestConfig(URI uri, Auth auth, String secret, boolean countsUsers) {
    public static final String URI_KEY = "uri";
    public static final String AUTH = "auth";
    public static final String SECRET = "secret";
    public static final String COUNTS_USERS = "countsUsers";
    public static final int SHORTEST_SECRET = 16;

    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** How requests show where they come from. */
    public enum Auth {
        BEARER,
        HMAC
    }

    /** Reads the options. */
    public static RestConfig from(SourceOptions options) throws UnusableOptionException {
        return new RestConfig(
                uri(options.text(URI_KEY).orElse("")),
                options.choice(AUTH, Auth.BEARER),
                secret(options.secret(SECRET, SHORTEST_SECRET).orElse("")),
                options.text(COUNTS_USERS, FLAG, "is true or false")
                        .map(Boolean::parseBoolean)
                        .orElse(false));
    }

    private static URI uri(String text) throws UnusableOptionException {
        URI uri;
        try {
            uri = new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new UnusableOptionException(URI_KEY, "is no address");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new UnusableOptionException(URI_KEY, "is https://host/path, without user, query and fragment");
        }
        boolean plain = "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
        if (!plain && !"https".equals(uri.getScheme())) {
            throw new UnusableOptionException(URI_KEY, "begins with https, since passwords go there");
        }
        return uri;
    }

    private static String secret(String text) throws UnusableOptionException {
        if (text.isEmpty()) {
            throw new UnusableOptionException(SECRET, "has at least " + SHORTEST_SECRET + " characters");
        }
        if (text.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new UnusableOptionException(SECRET, "has other characters than a header may have");
        }
        return text;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RestConfig[" + uri + "]";
    }
}
