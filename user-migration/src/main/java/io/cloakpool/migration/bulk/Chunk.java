package io.cloakpool.migration.bulk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Rows that are written together or not at all, as they are kept until then. */
public record Chunk(List<Line> lines) {
    private static final int TOO_LONG = -1;

    public Chunk {
        lines = List.copyOf(lines);
    }

    /** Puts rows together until there are enough for one transaction. */
    public static final class Builder {
        private final List<Line> lines = new ArrayList<>();
        private int bytes;

        /** Adds a row. */
        public void add(Line line) {
            lines.add(line);
            bytes += line.bytes().length;
        }

        public boolean isFull() {
            return lines.size() >= BulkLimits.CHUNK_ROWS || bytes >= BulkLimits.CHUNK_BYTES;
        }

        public boolean isEmpty() {
            return lines.isEmpty();
        }

        /** The rows so far, and begins anew. */
        public Chunk take() {
            Chunk chunk = new Chunk(lines);
            lines.clear();
            bytes = 0;
            return chunk;
        }
    }

    /** The first rows of it, or all where it has no more. */
    public Chunk first(int rows) {
        return new Chunk(lines.subList(0, Math.min(rows, lines.size())));
    }

    /** What {@link #first} leaves. */
    public Chunk after(int rows) {
        return new Chunk(lines.subList(Math.min(rows, lines.size()), lines.size()));
    }

    /** Whether it has no rows. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The rows as bytes, compressed. */
    public byte[] pack() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(packed))) {
            out.writeInt(lines.size());
            for (Line line : lines) {
                out.writeInt(line.row());
                out.writeInt(line.isTooLong() ? TOO_LONG : line.bytes().length);
                out.write(line.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written to", e);
        }
        return packed.toByteArray();
    }

    /** Reads what {@link #pack} made. */
    public static Chunk unpack(byte[] packed) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            int count = in.readInt();
            List<Line> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int row = in.readInt();
                int length = in.readInt();
                lines.add(length == TOO_LONG ? Line.tooLong(row) : new Line(row, in.readNBytes(length)));
            }
            return new Chunk(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The rows of an import are damaged", e);
        }
    }
}
