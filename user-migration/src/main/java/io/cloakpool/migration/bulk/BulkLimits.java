package io.cloakpool.migration.bulk;

/** What a file may have. Beyond a limit of a row that row is refused; beyond one of the file, see {@link UploadLimits} as well, the upload is. */
public final class BulkLimits {
    /** Characters of a row of CSV, as with Cognito. */
    public static final int CSV_ROW = 16_000;
    /** Bytes of any row. No more of one is kept in memory. */
    public static final int ROW_BYTES = 64 * 1024;
    /** Characters of a header, which is kept with the job. */
    public static final int HEADER = 4000;
    /** Rows of a file. */
    public static final int ROWS = 5_000_000;
    /** Bytes of one request. It is in memory while it is read. */
    public static final int PART_BYTES = 16 << 20;
    /** Rows of one transaction. */
    public static final int CHUNK_ROWS = 500;
    /** Bytes of the rows of one transaction, so that long rows make few of them. */
    public static final int CHUNK_BYTES = 1 << 20;
    /** Characters of names, addresses and what else Keycloak keeps in a column of this length. */
    static final int TEXT = 255;
    /** Groups, roles or links of a user. */
    static final int LIST = 100;
    /** Authenticator apps of a user. */
    static final int TOTPS = 10;
    /** Characters that a report takes over from a file: the name of a column that is not known. */
    static final int REPORTED_NAME = 64;

    private BulkLimits() {}
}
