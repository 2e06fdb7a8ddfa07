package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Parts of requests, drawn at random: the odd ones on purpose more often than the plain ones. */
final class RandomRequests {
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            "~",
            "-",
            ".",
            "_",
            " ",
            "+",
            "%",
            "%2F",
            "%41",
            "&",
            "=",
            "?",
            "#",
            "!",
            "*",
            "'",
            "(",
            ")",
            ":",
            "@",
            ";",
            ",",
            "$",
            "ä",
            "ß",
            "é",
            "漢",
            "\uD83D\uDE00",
            "\u0001",
            "\u007f",
            "\\",
            "\"",
            "<",
            "|",
            "{");
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH");
    private static final List<String> FILLERS = List.of(" ", "  ", "\t", " \t ", ", ", ";", "=");

    private final Random random;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String method() {
        return oneOf(METHODS);
    }

    String text(int atMost) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    /** Encoded segments; empty ones too, and dot segments where these are wanted. */
    String encodedPath(boolean dots) {
        StringBuilder path = new StringBuilder();
        int depth = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            path.append('/');
            if (dots && chance(15)) {
                path.append('.');
            } else if (dots && depth > 0 && chance(15)) {
                path.append("..");
                depth--;
            } else if (!chance(10)) {
                path.append(encoded("s" + text(6)));
                depth++;
            }
        }
        return path.toString();
    }

    /** Values by name; a name may have several, equal ones too. */
    Map<String, List<String>> query(boolean repeating) {
        Map<String, List<String>> query = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            List<String> values =
                    query.computeIfAbsent(oneOf(List.of("k", "k-", "K", "prefix")) + text(2), k -> new ArrayList<>());
            if (repeating || values.isEmpty()) {
                values.add(text(4));
            }
        }
        return query;
    }

    /** Fields that repeat, in mixed case, with white space in every place. */
    List<Headers.Field> headers(boolean ascii) {
        List<Headers.Field> fields = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            String name = oneOf(List.of("X-Custom", "x-custom", "X-CUSTOM-2", "Content-Type", "x-amz-meta-a", "Range"));
            fields.add(new Headers.Field(name, headerValue(ascii)));
        }
        return fields;
    }

    private String headerValue(boolean ascii) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            value.append(oneOf(FILLERS)).append(ascii ? "word" : oneOf(List.of("w", "\"q\"", "é", "漢", "1")));
        }
        return value.append(chance(30) ? "  " : "").toString();
    }

    /** The same query in another order and spelling; it reads as it did. */
    String respelled(String query) {
        List<String> pieces = new ArrayList<>(List.of(query.split("&", -1)));
        Collections.shuffle(pieces, random);
        StringBuilder result = new StringBuilder();
        for (String piece : pieces) {
            String spelled = piece.endsWith("=") && chance(50) ? piece.substring(0, piece.length() - 1) : piece;
            result.append(result.length() == 0 ? "" : "&")
                    .append(chance(10) ? "&" : "")
                    .append(respelledEscapes(spelled.replace("%20", chance(50) ? "+" : "%20")));
        }
        return result.toString();
    }

    /** The same text with some escapes in lower case, and some letters escaped. */
    String respelledEscapes(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                String escape = text.substring(i, i + 3);
                result.append(chance(50) ? escape.toLowerCase(Locale.ROOT) : escape);
                i += 2;
            } else if (Character.isLetterOrDigit(c) && chance(5)) {
                result.append(String.format("%%%02x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    /** Encoded as RFC 3986 says, by the JDK. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String encoded(Map<String, List<String>> query) {
        List<String> pieces = new ArrayList<>();
        query.forEach((name, values) -> values.forEach(value -> pieces.add(encoded(name) + "=" + encoded(value))));
        return String.join("&", pieces);
    }
}
