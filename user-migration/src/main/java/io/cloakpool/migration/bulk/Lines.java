package io.cloakpool.migration.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a file into its rows, one line each, whatever stands in it: so one bad row never spoils the next. Empty lines count and are left
 * out. A line that is too long is read to its end and not kept.
 */
public final class Lines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BLOCK = 64 * 1024;

    private final InputStream file;
    private final byte[] block = new byte[BLOCK];
    private final byte[] kept = new byte[BulkLimits.ROW_BYTES];
    /** What of the block is still to be read. */
    private int at;

    private int end;
    private int row;

    /** @param before how many lines of the file came with its earlier parts */
    public Lines(InputStream file, int before) {
        this.file = file;
        row = before;
    }

    /** How many lines of the file were read, those of its earlier parts and empty ones included. */
    public int row() {
        return row;
    }

    /**
     * The next line that is not empty, or nothing at the end of the file.
     *
     * @throws FileException where the file has more rows than a file may
     */
    public Optional<Line> next() throws IOException, FileException {
        while (true) {
            if (at == end && !hasMore()) {
                return Optional.empty();
            }
            if (++row > BulkLimits.ROWS) {
                throw new FileException(
                        FileException.Reason.TOO_LARGE, "The file has more than " + BulkLimits.ROWS + " rows");
            }
            int length = 0;
            boolean tooLong = false;
            boolean ended;
            do {
                int stop = at;
                while (stop < end && block[stop] != '\n') {
                    stop++;
                }
                int fits = Math.min(stop - at, kept.length - length);
                System.arraycopy(block, at, kept, length, fits);
                length += fits;
                tooLong |= fits < stop - at;
                ended = stop < end;
                at = ended ? stop + 1 : end;
            } while (!ended && hasMore());
            if (tooLong) {
                return Optional.of(Line.tooLong(row));
            }
            byte[] line = trimmed(length);
            if (line.length > 0) {
                return Optional.of(new Line(row, line));
            }
        }
    }

    /** Reads the next block. */
    private boolean hasMore() throws IOException {
        at = 0;
        end = Math.max(0, file.read(block));
        return end > 0;
    }

    private byte[] trimmed(int length) {
        int end = length > 0 && kept[length - 1] == '\r' ? length - 1 : length;
        int begin = row == 1
                        && end >= BYTE_ORDER_MARK.length
                        && Arrays.equals(kept, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
        return Arrays.copyOfRange(kept, begin, end);
    }
}
