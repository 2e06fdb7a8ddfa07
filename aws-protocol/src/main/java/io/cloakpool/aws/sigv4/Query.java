package io.cloakpool.aws.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query as SigV4 reads it: names and values decoded to bytes, in the order of the wire. Empty pieces ({@code a&&b}) count for
 * nothing; a piece without an equals sign has an empty value; an empty name is a name.
 */
record Query(List<Parameter> parameters) {
    static final String SIGNATURE = "X-Amz-Signature";

    /** One name and value, decoded. */
    record Parameter(String name, String value) {}

    /** @throws SigV4Exception MALFORMED when this is no query of a URI */
    static Query parse(@Nullable String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        if (rawQuery != null) {
            PercentCoding.requireUriText(rawQuery);
            int start = 0;
            while (start <= rawQuery.length()) {
                int ampersand = rawQuery.indexOf('&', start);
                int end = ampersand < 0 ? rawQuery.length() : ampersand;
                if (end > start) {
                    parameters.add(parameter(rawQuery.substring(start, end)));
                }
                start = end + 1;
            }
        }
        return new Query(List.copyOf(parameters));
    }

    private static Parameter parameter(String piece) {
        int equals = piece.indexOf('=');
        return equals < 0
                ? new Parameter(PercentCoding.decodeQueryPart(piece), "")
                : new Parameter(
                        PercentCoding.decodeQueryPart(piece.substring(0, equals)),
                        PercentCoding.decodeQueryPart(piece.substring(equals + 1)));
    }

    /** Whether a parameter has this name, in any case. */
    boolean has(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
    }

    /**
     * The value of a parameter of SigV4, which may stand once and in its own spelling only: other readers of the same request may
     * compare names without regard to case.
     *
     * @throws SigV4Exception MALFORMED when it repeats or is spelled in another case
     */
    Optional<String> only(String name) {
        List<Parameter> found = parameters.stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .toList();
        if (found.size() > 1) {
            throw SigV4Exception.malformed(name + " repeats in the query");
        }
        if (!found.isEmpty() && !found.get(0).name().equals(name)) {
            throw SigV4Exception.malformed(name + " is spelled in another case in the query");
        }
        return found.stream().map(Parameter::value).findFirst();
    }

    /** The names that start with {@code x-amz-}, in lower case, repeated as often as they stand there. */
    List<String> amzNames() {
        return parameters.stream()
                .map(parameter -> parameter.name().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .toList();
    }

    /** The canonical query string: encoded, sorted by name and then by value, without the signature itself. */
    String canonical() {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals(SIGNATURE))
                .map(parameter ->
                        new Parameter(PercentCoding.encode(parameter.name()), PercentCoding.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
