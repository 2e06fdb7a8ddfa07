package io.cloakpool.migration.bulk;

/** A row that cannot be used. It names the column and what is wrong there, and never what stands there. */
public final class RowException extends Exception {
    private static final long serialVersionUID = 1;

    private final String column;

    /** @param column empty where the row as a whole is meant */
    public RowException(String column, String reason) {
        super(reason);
        this.column = column;
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
