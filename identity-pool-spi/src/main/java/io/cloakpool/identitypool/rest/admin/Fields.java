package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Defaults and checks of what JSON may leave out. Limits of single values are checked where they are stored. */
final class Fields {
    private Fields() {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field + " is missing");
        }
        return value;
    }

    static boolean flag(@Nullable Boolean value, boolean otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    /**
     * A switch among the query parameters, which needs no value: {@code ?dryRun} is on. JAX-RS gives a parameter without a value
     * its default, as if it were not there.
     *
     * @param values of the parameter; null when it is not there
     */
    static boolean flag(String parameter, @Nullable List<String> values) {
        return values != null
                && switch (String.join(",", values)) {
                    case "", "true" -> true;
                    case "false" -> false;
                    default -> throw invalid(parameter + " must be true or false");
                };
    }

    static @Nullable URI url(String field, @Nullable String value) {
        try {
            return value == null ? null : new URI(value);
        } catch (URISyntaxException e) {
            throw invalid(field + " is no URL");
        }
    }

    static Duration seconds(@Nullable Long value, Duration otherwise) {
        return value == null ? otherwise : Duration.ofSeconds(value);
    }

    static <T> List<T> list(String field, @Nullable List<T> values) {
        List<T> list = Objects.requireNonNullElse(values, List.of());
        if (list.stream().anyMatch(Objects::isNull)) {
            throw invalid(field + " holds a null");
        }
        return list;
    }

    static Set<String> set(String field, @Nullable List<String> values) {
        Set<String> set = new TreeSet<>();
        for (String value : list(field, values)) {
            if (!set.add(value)) {
                throw invalid(field + " holds a value twice");
            }
        }
        return set;
    }

    static <T> Map<String, T> map(String field, @Nullable Map<String, T> values) {
        Map<String, T> map = Objects.requireNonNullElse(values, Map.of());
        if (map.values().stream().anyMatch(Objects::isNull)) {
            throw invalid(field + " holds a null");
        }
        return map;
    }

    /** @throws Refused when a name in the body is not the one in the path */
    static String name(@Nullable String inBody, String inPath) {
        if (inBody != null && !inBody.equals(inPath)) {
            throw invalid("name is not the one in the path");
        }
        return inPath;
    }

    static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
