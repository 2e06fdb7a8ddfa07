package io.cloakpool.migration.bulk;

/** Reads the rows of one file, each on its own. */
public interface RowReader {
    /** @throws RowException for a row that cannot be used */
    ImportRow read(Line line) throws RowException;

    /** What a field of the NDJSON document is called in this file. */
    String column(String field);
}
