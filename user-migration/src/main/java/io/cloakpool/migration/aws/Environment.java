package io.cloakpool.migration.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The variables of the process. */
public final class Environment {
    private static final int MAX_FILE = 64 * 1024;

    private final UnaryOperator<@Nullable String> variables;

    /** @param variables null for one that is not set */
    public Environment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    /** The value of a variable that is set and not blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }

    /** The text of a file that a variable or a convention names. */
    static String read(String place, String path) throws CredentialsException {
        try {
            byte[] bytes;
            try (var file = Files.newInputStream(Path.of(path))) {
                bytes = file.readNBytes(MAX_FILE);
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CredentialsException(place + " cannot be read");
        }
    }
}
