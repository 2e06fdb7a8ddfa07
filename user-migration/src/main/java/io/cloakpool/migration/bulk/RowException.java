package io.cloakpool.migration.bulk;

import io.cloakpool.migration.spi.LegacyName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that cannot be used. It names the column and what is wrong there, and never what stands there. */
public final class RowException extends Exception {
    private static final long serialVersionUID = 1;

    private final String column;
    private final @Nullable String name;

    /** @param column empty where the row as a whole is meant */
    public RowException(String column, String reason) {
        this(column, reason, null);
    }

    private RowException(String column, String reason, @Nullable String name) {
        super(reason);
        this.column = column;
        this.name = name;
    }

    /** The same of a row whose user has this name, where it is one. */
    RowException of(@Nullable String user) {
        return new RowException(
                column, reason(), user == null || LegacyName.of(user).isEmpty() ? null : user);
    }

    /** The name of the row's user, where it can be read. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The column or field; empty where the row as a whole is meant. */
    public String column() {
        return column;
    }

    /** What is wrong, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
