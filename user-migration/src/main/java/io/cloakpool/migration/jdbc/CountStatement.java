package io.cloakpool.migration.jdbc;

/** A statement that counts users: one row, whose first column is the number. It reads only, as a {@link SelectStatement} does. */
public record CountStatement(String text) {
    /** @throws IllegalArgumentException saying, to follow the key of the option, what is wrong */
    public CountStatement {
        text = SelectStatement.checked(text, 0, "has no question mark, outside of quotes");
    }
}
