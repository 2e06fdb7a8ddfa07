package io.cloakpool.migration.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a file is written. The name is stored with each job. */
public enum ImportFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    ImportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format of a {@code Content-Type}, whatever parameters it has. */
    public static Optional<ImportFormat> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(type))
                .findFirst();
    }

    /** Whether the first row tells what the others hold. */
    public boolean hasHeader() {
        return this == CSV;
    }

    /**
     * A reader of the rows of one file.
     *
     * @param header the first row, or nothing where there is none
     * @throws RowException for a header that cannot be used
     */
    public RowReader reader(String header) throws RowException {
        return this == CSV ? new CsvRows(CsvHeader.of(header)) : new NdjsonRows();
    }
}
