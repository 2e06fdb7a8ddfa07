package io.cloakpool.aws.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Header fields in the order in which they arrived. Names compare without regard to case (RFC 9110, section 5.1) and may
 * repeat; values are kept as received, one character for each byte (ISO 8859-1).
 */
public final class Headers {
    /** One header field line. */
    public record Field(String name, String value) {}

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** The given fields, in this order. */
    public static Headers of(List<Field> fields) {
        return new Headers(fields);
    }

    /** The given fields, as alternating names and values. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value");
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /** All fields, in order of arrival. */
    public List<Field> fields() {
        return fields;
    }

    /** The values of one header, in order of arrival; empty when it is absent. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** The value of a header that appears at most once; the first one where it repeats (see {@link #repeats}). */
    public Optional<String> first(String name) {
        // Plain loops here and above: a decision about a signed request looks up some thirty headers.
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** Whether a header appears more than once. */
    public boolean repeats(String name) {
        return all(name).size() > 1;
    }

    /** The distinct header names in lower case, in order of first arrival. */
    public List<String> names() {
        return fields.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
