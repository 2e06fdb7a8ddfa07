package io.cloakpool.testsuite.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 answer in a buffer that is used again for the next one. */
final class HttpAnswer {
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final String LENGTH = "\r\ncontent-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final byte[] bytes;
    private final int bodyStart;
    private final int end;

    private HttpAnswer(byte[] bytes, int bodyStart, int end) {
        this.bytes = bytes;
        this.bodyStart = bodyStart;
        this.end = end;
    }

    /** The answer that the first {@code filled} bytes are, or null while some of it is missing. */
    static @Nullable HttpAnswer parse(byte[] bytes, int filled) {
        int headEnd = indexOf(bytes, filled, HEAD_END);
        if (headEnd < 0) {
            return null;
        }
        int bodyStart = headEnd + HEAD_END.length;
        int end = bodyStart + contentLength(bytes, headEnd);
        return filled < end ? null : new HttpAnswer(bytes, bodyStart, end);
    }

    int status() {
        return Integer.parseInt(new String(bytes, STATUS_AT, 3, StandardCharsets.ISO_8859_1));
    }

    String body() {
        return new String(bytes, bodyStart, end - bodyStart, StandardCharsets.UTF_8);
    }

    /** Whether head or body contain this. */
    boolean contains(byte[] part) {
        return indexOf(bytes, end, part) >= 0;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int contentLength(byte[] bytes, int headEnd) {
        String head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT) + "\r\n";
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new BenchException("An answer without a content length cannot be measured here: " + head);
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
    }

    private static int indexOf(byte[] bytes, int end, byte[] part) {
        for (int i = 0; i <= end - part.length; i++) {
            int matched = 0;
            while (matched < part.length && bytes[i + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return i;
            }
        }
        return -1;
    }
}
