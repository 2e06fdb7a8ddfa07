package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The object's bytes, with a promise: the last one is handed out only after length, SHA-256 and trailer checksum have
 * been compared. Whoever sends this stream with its {@link #length} as {@code Content-Length} therefore never completes a
 * wrong body, and the receiver never stores it.
 */
final class CheckedBody extends InputStream {
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final InputStream source;
    private final long length;
    private final Optional<Expected> expected;
    private long left;
    private volatile Optional<S3Error> refusal = Optional.empty();

    /** A checksum that the client promised, its value known before the body (hash) or after it (trailer). */
    private record Expected(BodyChecksum checksum, String errorCode, Value value) {
        interface Value {
            byte[] get() throws S3Error;
        }
    }

    private CheckedBody(InputStream source, long length, Optional<Expected> expected) throws IOException {
        this.source = source;
        this.length = length;
        this.left = length;
        this.expected = expected;
        if (length == 0) {
            prove();
        }
    }

    /** Reads nothing yet, unless the body is empty. @throws S3Error for a body whose promise is missing or unknown */
    static CheckedBody of(ClientRequest request) throws IOException {
        String hash = request.header("X-Amz-Content-Sha256")
                .or(() -> request.queryParameter("X-Amz-Content-Sha256"))
                .orElse(request.isPresigned() ? "UNSIGNED-PAYLOAD" : "");
        return switch (hash) {
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> chunked(request, true, false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> chunked(request, true, true);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> chunked(request, false, true);
            case "UNSIGNED-PAYLOAD" -> new CheckedBody(request.body(), contentLength(request), Optional.empty());
            default -> hashed(request, hash);
        };
    }

    private static CheckedBody hashed(ClientRequest request, String hash) throws IOException {
        long length = contentLength(request);
        if (hash.isEmpty() && length == 0) {
            return new CheckedBody(request.body(), 0, Optional.empty());
        }
        if (!SHA256_HEX.matcher(hash).matches()) {
            throw S3Error.invalidRequest("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING value that this"
                    + " server knows, or a SHA-256 in lower case hex.");
        }
        byte[] promised = HexFormat.of().parseHex(hash);
        var expected = new Expected(BodyChecksum.sha256(), "XAmzContentSHA256Mismatch", () -> promised);
        return new CheckedBody(request.body(), length, Optional.of(expected));
    }

    private static CheckedBody chunked(ClientRequest request, boolean signed, boolean trailer) throws IOException {
        long length = length(request.header("X-Amz-Decoded-Content-Length"));
        var source = new AwsChunkedInputStream(request.body(), signed);
        Optional<String> name =
                request.header("X-Amz-Trailer").map(n -> n.strip().toLowerCase(Locale.ROOT));
        if (name.isPresent() != trailer) {
            throw S3Error.invalidRequest("x-amz-trailer and x-amz-content-sha256 do not fit together.");
        }
        if (name.isEmpty()) {
            return new CheckedBody(source, length, Optional.empty());
        }
        var checksum = BodyChecksum.forTrailer(name.get());
        var expected = new Expected(checksum, "BadDigest", () -> trailerValue(source, name.get()));
        return new CheckedBody(source, length, Optional.of(expected));
    }

    private static byte[] trailerValue(AwsChunkedInputStream source, String name) throws S3Error {
        String value = source.trailers().getOrDefault(name, "");
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw S3Error.invalidRequest("Trailer " + name + " is not Base64.");
        }
    }

    private static long contentLength(ClientRequest request) throws S3Error {
        return request.header("Transfer-Encoding").isPresent()
                        || request.header("Content-Length").isPresent()
                ? length(request.header("Content-Length"))
                : 0;
    }

    private static long length(Optional<String> header) throws S3Error {
        String digits = header.orElse("");
        if (!LENGTH.matcher(digits).matches()) {
            throw new S3Error(411, "MissingContentLength", "You must provide the length of the object in bytes.");
        }
        return Long.parseLong(digits);
    }

    /** Length of the object in bytes, without framing. */
    long length() {
        return length;
    }

    /** Whether the client signed the SHA-256 of the very bytes that this stream gives. */
    boolean isHashed() {
        return expected.isPresent() && expected.get().errorCode().equals("XAmzContentSHA256Mismatch");
    }

    /** Why this body was broken off, if it was. */
    Optional<S3Error> refusal() {
        return refusal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (left == 0) {
            return -1;
        }
        try {
            int n = source.read(buffer, offset, (int) Math.min(size, left));
            if (n < 0) {
                throw new S3Error(400, "IncompleteBody", "The body is shorter than its length.");
            }
            expected.ifPresent(e -> e.checksum().update(buffer, offset, n));
            left -= n;
            if (left == 0) {
                prove();
            }
            return n;
        } catch (S3Error e) {
            refusal = Optional.of(e);
            throw e;
        }
    }

    private void prove() throws IOException {
        if (source.read() >= 0) {
            throw new S3Error(400, "IncompleteBody", "The body is longer than its length.");
        }
        if (expected.isEmpty()) {
            return;
        }
        Expected promise = expected.get();
        if (!MessageDigest.isEqual(promise.checksum().value(), promise.value().get())) {
            throw new S3Error(400, promise.errorCode(), "The body does not match the checksum that was sent with it.");
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
