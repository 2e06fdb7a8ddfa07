package io.cloakpool.migration.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A row as it stands in a file. */
public final class Line {
    private final int row;
    private final byte[] bytes;
    private final boolean tooLong;

    /**
     * A row.
     *
     * @param row its number, the first of a file being 1
     * @param bytes without the end of the line; not to be changed any more
     */
    public Line(int row, byte[] bytes) {
        this(row, bytes, false);
    }

    private Line(int row, byte[] bytes, boolean tooLong) {
        this.row = row;
        this.bytes = bytes;
        this.tooLong = tooLong;
    }

    /** A row of which nothing was kept. */
    static Line tooLong(int row) {
        return new Line(row, new byte[0], true);
    }

    /** Its number, the first of a file being 1. */
    public int row() {
        return row;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** The text, strictly UTF-8. */
    public String text() throws RowException {
        if (tooLong) {
            throw new RowException("", "it has more than " + BulkLimits.ROW_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RowException("", "it is no UTF-8");
        }
    }

    /** Without the bytes, which may hold hashes. */
    @Override
    public String toString() {
        return "Line[" + row + "]";
    }
}
