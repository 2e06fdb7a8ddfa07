package io.cloakpool.authenticators.sms;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads typed values from a sender's configuration; what does not fit is an {@link SmsConfigException}. */
final class SmsConfigReader {
    /** What Keycloak shows in place of a secret. Stored by an import, it would be a secret that everybody knows. */
    private static final String MASK = "**********";

    private static final Pattern URL = Pattern.compile("[\\x21-\\x7e]{1,2000}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final String component;
    private final ConfigSource source;

    SmsConfigReader(String component, ConfigSource source) {
        this.component = component;
        this.source = source;
    }

    Optional<String> text(String key) {
        List<String> values = source.values(key);
        if (values.size() > 1) {
            throw bad(key, "takes one value, but has " + values.size());
        }
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    Optional<String> text(String key, Pattern form, String problem) {
        Optional<String> text = text(key);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            throw bad(key, problem);
        }
        return text;
    }

    String needed(String key) {
        return text(key).orElseThrow(() -> bad(key, "is needed"));
    }

    String needed(String key, Pattern form, String problem) {
        return text(key, form, problem).orElseThrow(() -> bad(key, "is needed"));
    }

    List<String> list(String key, int max) {
        List<String> values = source.values(key).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.size() > max) {
            throw bad(key, "holds more than " + max + " values");
        }
        return values;
    }

    boolean flag(String key, boolean preset) {
        return text(key)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(key, "must be true or false");
                })
                .orElse(preset);
    }

    int number(String key, int min, int max, int preset) {
        return text(key).map(value -> number(key, value, min, max)).orElse(preset);
    }

    int number(String key, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same refusal as a number outside the limits.
        }
        throw bad(key, "must be a whole number from " + min + " to " + max);
    }

    Duration seconds(String key, int min, int max, Duration preset) {
        return Duration.ofSeconds(number(key, min, max, Math.toIntExact(preset.toSeconds())));
    }

    /** An address where nobody on the way can read what is sent. */
    Optional<URI> url(String key) {
        return text(key, URL, "must be a URL in ASCII").map(text -> {
            URI uri = uri(key, text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw bad(key, "must have a host, and neither user nor fragment");
            }
            boolean protects = scheme.equals("https")
                    || (scheme.equals("http")
                            && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
            if (!protects) {
                throw bad(key, "must be https; plain http is for this machine itself only");
            }
            return uri;
        });
    }

    /** As {@link #url}, for services whose paths are known: no path, no query. */
    Optional<URI> origin(String key) {
        return url(key).map(uri -> {
            boolean bare = uri.getRawQuery() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (!bare) {
                throw bad(key, "must have neither path nor query");
            }
            return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
        });
    }

    /** A secret, or the name of one in the vault. */
    Optional<SmsSecret> secret(String key) {
        return text(key).map(SmsSecret::new).map(secret -> {
            if (secret.text().equals(MASK)) {
                throw bad(key, "is the mask of a secret, not a secret; leave it out or give the secret");
            }
            if (secret.isPlaceholder()) {
                throw bad(key, "is a placeholder that the import left; set the environment variable that it names");
            }
            if (!SmsSecret.isUsable(secret.text())) {
                throw bad(key, "must be 1 to 4096 printable ASCII characters");
            }
            return secret;
        });
    }

    SmsSecret neededSecret(String key) {
        return secret(key).orElseThrow(() -> bad(key, "is needed"));
    }

    SmsConfigException bad(String key, String problem) {
        return new SmsConfigException(component, key, problem);
    }

    private URI uri(String key, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw bad(key, "is no URL");
        }
    }
}
