package io.cloakpool.migration.bulk;

/**
 * How many rows go into one transaction: those of a chunk, half as many after each that the database refuses, down to the one row that it
 * is about, and twice as many again after each that it takes. So all rows of a file may be refused, and each of them is found.
 */
public final class Stride {
    private int rows = BulkLimits.CHUNK_ROWS;

    /** Rows of the next transaction, one at least. */
    public int rows() {
        return rows;
    }

    /** The transaction was committed. */
    public void taken() {
        rows = Math.min(BulkLimits.CHUNK_ROWS, rows * 2);
    }

    /**
     * The transaction was rolled back.
     *
     * @param tried rows that it had
     */
    public void refused(int tried) {
        rows = Math.max(1, Math.min(rows, tried) / 2);
    }
}
