package io.cloakpool.migration.bulk;

/**
 * Why a row made no user.
 *
 * @param column empty where the row as a whole is meant
 * @param reason for people; never what stands in the row
 */
public record RowNote(int row, Kind kind, String column, String reason) {
    /** Whether somebody has to do something about it. */
    public enum Kind {
        /** The user is there already. */
        SKIPPED,
        FAILED
    }
}
