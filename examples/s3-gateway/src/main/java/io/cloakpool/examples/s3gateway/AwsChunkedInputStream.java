package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the {@code aws-chunked} framing off a body: {@code size[;chunk-signature=hex] CRLF data CRLF}, a chunk of size 0,
 * trailer lines, an empty line. Strict: what is not that is an {@link S3Error}. Chunk signatures are read over; whoever
 * has no secret key cannot prove them.
 */
final class AwsChunkedInputStream extends InputStream {
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})(;chunk-signature=[0-9a-f]{64})?");
    private static final Pattern TRAILER = Pattern.compile("([A-Za-z0-9-]+):[ ]*([\\x21-\\x7e]*)[ ]*");

    private final InputStream source;
    private final boolean signed;
    private final Map<String, String> trailers = new HashMap<>();
    private boolean first = true;
    private boolean ended;
    private long leftInChunk;

    /** @param signed whether each chunk has to carry a signature */
    AwsChunkedInputStream(InputStream source, boolean signed) {
        this.source = source;
        this.signed = signed;
    }

    /** Trailers by name in lower case; complete once this stream has ended. */
    Map<String, String> trailers() {
        return Map.copyOf(trailers);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftInChunk == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int n = source.read(buffer, offset, (int) Math.min(length, leftInChunk));
        if (n < 0) {
            throw new S3Error(400, "IncompleteBody", "The body ended inside a chunk.");
        }
        leftInChunk -= n;
        return n;
    }

    private void nextChunk() throws IOException {
        if (!first && !line().isEmpty()) {
            throw invalid("A chunk is longer than its size.");
        }
        first = false;
        Matcher chunk = CHUNK.matcher(line());
        if (!chunk.matches() || signed != (chunk.group(2) != null)) {
            throw invalid("A chunk header is malformed.");
        }
        leftInChunk = Long.parseLong(chunk.group(1), 16);
        if (leftInChunk == 0) {
            readTrailers();
            ended = true;
        }
    }

    private void readTrailers() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher trailer = TRAILER.matcher(line);
            boolean added = trailer.matches()
                    && trailers.size() < Limits.TRAILER_LINES
                    && trailers.put(trailer.group(1).toLowerCase(Locale.ROOT), trailer.group(2)) == null;
            if (!added) {
                throw invalid("A trailer is malformed.");
            }
        }
        if (source.read() >= 0) {
            throw invalid("The body goes on after its last chunk.");
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = source.read(); b != '\r'; b = source.read()) {
            if (b < 0) {
                throw new S3Error(400, "IncompleteBody", "The body ended inside its framing.");
            }
            if (line.length() == Limits.CHUNK_LINE_BYTES) {
                throw invalid("A line of the framing is too long.");
            }
            line.append((char) b);
        }
        if (source.read() != '\n') {
            throw invalid("A line of the framing does not end with CR LF.");
        }
        return line.toString();
    }

    private static S3Error invalid(String message) {
        return new S3Error(400, "InvalidChunk", message);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
