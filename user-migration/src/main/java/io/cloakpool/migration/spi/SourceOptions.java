package io.cloakpool.migration.spi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of a component, as an administrator has set them. Blank values count as none. */
@PublicApi
public final class SourceOptions {
    /** What an option begins with whose value is in Keycloak's vault. */
    public static final String VAULT = "${vault.";

    /** What the components endpoint shows in place of a secret. */
    private static final String MASK = "**********";

    private final Function<String, List<String>> values;

    /** @param values of a key; none where it is not set */
    public SourceOptions(Function<String, List<String>> values) {
        this.values = values;
    }

    /** What an option is set to, as it stands there. */
    public List<String> values(String key) {
        return List.copyOf(values.apply(key));
    }

    /** The value of an option that has one at most. */
    public Optional<String> text(String key) throws UnusableOptionException {
        List<String> set =
                values.apply(key).stream().filter(value -> !value.isBlank()).toList();
        if (set.size() > 1) {
            throw new UnusableOptionException(key, "has one value only");
        }
        return set.stream().findFirst().map(String::strip);
    }

    /** The value of an option that has the form, if it has one. */
    public Optional<String> text(String key, Pattern form, String message) throws UnusableOptionException {
        Optional<String> text = text(key);
        if (text.filter(value -> !form.matcher(value).matches()).isPresent()) {
            throw new UnusableOptionException(key, message);
        }
        return text;
    }

    /** The value of an option that must be there and of a form. */
    public String needed(String key, Pattern form, String message) throws UnusableOptionException {
        return text(key, form, message).orElseThrow(() -> new UnusableOptionException(key, message));
    }

    /** All values of an option. */
    public Set<String> texts(String key) {
        return values.apply(key).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    /** A whole number within bounds. */
    public int number(String key, int otherwise, int least, int most) throws UnusableOptionException {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        String message = "is " + least + " to " + most;
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UnusableOptionException(key, message + ", a whole number");
        }
        throw new UnusableOptionException(key, message);
    }

    /** One of the constants, which stand in lower case in the configuration. */
    public <E extends Enum<E>> E choice(String key, E otherwise) throws UnusableOptionException {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Stream.of(constants)
                .filter(constant -> nameOf(constant).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> new UnusableOptionException(
                        key,
                        "is one of "
                                + Stream.of(constants)
                                        .map(SourceOptions::nameOf)
                                        .collect(Collectors.joining(", "))));
    }

    /** A constant as it stands in the configuration. */
    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A secret, or where it is in the vault. */
    public Optional<String> secret(String key, int shortest) throws UnusableOptionException {
        Optional<String> text = text(key);
        if (text.isPresent()) {
            if (text.get().equals(MASK)) {
                throw new UnusableOptionException(key, "is the mask of a secret and not one");
            }
            if (!isInVault(text.get()) && text.get().length() < shortest) {
                throw new UnusableOptionException(key, "has at least " + shortest + " characters");
            }
        }
        return text;
    }

    /** Whether a text says where a secret is. */
    public static boolean isInVault(String text) {
        return text.startsWith(VAULT);
    }
}
