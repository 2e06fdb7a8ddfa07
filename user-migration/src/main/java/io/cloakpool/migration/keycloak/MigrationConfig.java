package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.Mode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of a component.
 *
 * @param uri of the service, without a slash at its end
 * @param auth how requests show where they come from
 * @param secret the secret itself, or where it is in the vault
 * @param timeBudget for all questions of one request together
 */
record MigrationConfig(Mode mode, URI uri, Auth auth, String secret, Duration timeBudget, ImportRules rules) {
    static final String MODE = "mode";
    static final String URI_KEY = "uri";
    static final String AUTH = "auth";
    static final String SECRET = "secret";
    static final String TIME_BUDGET = "timeBudgetMillis";
    static final String GROUPS = "groups";
    static final String ROLES = "roles";

    static final int DEFAULT_BUDGET = 2000;
    static final int LEAST_BUDGET = 100;
    /** Keycloak interrupts look-ups after 3 seconds, and what it does around ours takes time as well. */
    static final int MOST_BUDGET = 2400;

    static final int SHORTEST_SECRET = 16;

    /** What the components endpoint shows in place of a secret. */
    private static final String MASK = "**********";

    private static final String VAULT = "${vault.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** How requests show where they come from. */
    enum Auth {
        BEARER,
        HMAC;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where options come from. */
    @FunctionalInterface
    interface Source {
        /** The values of a key; none where it is not set. */
        List<String> get(String key);
    }

    /** Reads the options. */
    static MigrationConfig from(Source source) throws MigrationConfigException {
        return new MigrationConfig(
                Mode.of(text(source, MODE, Mode.IMPORT.text()))
                        .orElseThrow(() -> new MigrationConfigException(MODE, "is import, check or lookup")),
                uri(text(source, URI_KEY, "")),
                auth(text(source, AUTH, Auth.BEARER.text())),
                secret(text(source, SECRET, "")),
                budget(text(source, TIME_BUDGET, Integer.toString(DEFAULT_BUDGET))),
                new ImportRules(texts(source, GROUPS), texts(source, ROLES)));
    }

    boolean isSecretInVault() {
        return secret.startsWith(VAULT);
    }

    private static String text(Source source, String key, String otherwise) throws MigrationConfigException {
        List<String> values =
                source.get(key).stream().filter(value -> !value.isBlank()).toList();
        if (values.size() > 1) {
            throw new MigrationConfigException(key, "has one value only");
        }
        return values.isEmpty() ? otherwise : values.get(0).strip();
    }

    private static Set<String> texts(Source source, String key) {
        return source.get(key).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static URI uri(String text) throws MigrationConfigException {
        URI uri;
        try {
            uri = new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new MigrationConfigException(URI_KEY, "is no address");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new MigrationConfigException(URI_KEY, "is https://host/path, without user, query and fragment");
        }
        boolean plain = "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
        if (!plain && !"https".equals(uri.getScheme())) {
            throw new MigrationConfigException(URI_KEY, "begins with https, since passwords go there");
        }
        return uri;
    }

    private static Auth auth(String text) throws MigrationConfigException {
        for (Auth auth : Auth.values()) {
            if (auth.text().equals(text)) {
                return auth;
            }
        }
        throw new MigrationConfigException(AUTH, "is bearer or hmac");
    }

    private static String secret(String text) throws MigrationConfigException {
        if (text.equals(MASK)) {
            throw new MigrationConfigException(SECRET, "is the mask of a secret and not one");
        }
        if (!text.startsWith(VAULT) && text.length() < SHORTEST_SECRET) {
            throw new MigrationConfigException(SECRET, "has at least " + SHORTEST_SECRET + " characters");
        }
        if (text.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new MigrationConfigException(SECRET, "has other characters than a header may have");
        }
        return text;
    }

    private static Duration budget(String text) throws MigrationConfigException {
        String message = "is " + LEAST_BUDGET + " to " + MOST_BUDGET;
        try {
            int millis = Integer.parseInt(text);
            if (millis >= LEAST_BUDGET && millis <= MOST_BUDGET) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            throw new MigrationConfigException(TIME_BUDGET, message + ", a whole number");
        }
        throw new MigrationConfigException(TIME_BUDGET, message);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "MigrationConfig[" + mode + ", " + uri + "]";
    }
}
