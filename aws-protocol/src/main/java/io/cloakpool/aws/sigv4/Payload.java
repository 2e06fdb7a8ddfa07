package io.cloakpool.aws.sigv4;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its body in {@code x-amz-content-sha256}.
 *
 * @param kind how the body is bound to the signature
 * @param text the value as sent; null exactly when it is absent
 */
public record Payload(Kind kind, @Nullable String text) {
    /** How a body is bound to the signature. */
    public enum Kind {
        /** By its SHA-256. */
        HASH,
        /** Not at all. */
        UNSIGNED,
        /** By what stands in the body itself, see {@link StreamingPayload}. */
        STREAMING,
        /** The request does not say. */
        ABSENT
    }

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    static final String UNSIGNED_TEXT = "UNSIGNED-PAYLOAD";

    /** The SHA-256 of an empty body. */
    public static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** A body that the signature does not cover. */
    public static final Payload UNSIGNED = new Payload(Kind.UNSIGNED, UNSIGNED_TEXT);

    /** A request that says nothing about its body. */
    public static final Payload ABSENT = new Payload(Kind.ABSENT, null);

    /** @throws IllegalArgumentException when the text is not one of its kind */
    public Payload {
        if (kind != kindOf(text)) {
            throw new IllegalArgumentException("not the text of a payload of kind " + kind);
        }
    }

    /**
     * A body with this SHA-256.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException when it is not
     */
    public static Payload ofHash(String sha256) {
        return new Payload(Kind.HASH, sha256);
    }

    /** A body sent in chunks. */
    public static Payload ofStreaming(StreamingPayload streaming) {
        return new Payload(Kind.STREAMING, streaming.wireName());
    }

    /** The signed SHA-256 of the body. */
    public Optional<String> sha256() {
        return kind == Kind.HASH ? Optional.ofNullable(text) : Optional.empty();
    }

    /** How the body's chunks are signed. */
    public Optional<StreamingPayload> streaming() {
        return Optional.ofNullable(text).flatMap(StreamingPayload::named);
    }

    /** @throws SigV4Exception MALFORMED for an unknown value, UNSUPPORTED_PAYLOAD for a known one that is refused */
    static Payload parse(@Nullable String text) {
        Kind kind = kindOf(text);
        if (kind == null) {
            throw SigV4Exception.malformed("x-amz-content-sha256 is neither a SHA-256 nor a name that AWS defines");
        }
        Payload payload = new Payload(kind, text);
        if (payload.streaming().filter(streaming -> !streaming.accepted()).isPresent()) {
            throw new SigV4Exception(
                    SigV4Exception.Kind.UNSUPPORTED_PAYLOAD, "bodies signed in this way are not supported");
        }
        return payload;
    }

    static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    private static @Nullable Kind kindOf(@Nullable String text) {
        if (text == null) {
            return Kind.ABSENT;
        }
        if (isSha256(text)) {
            return Kind.HASH;
        }
        if (text.equals(UNSIGNED_TEXT)) {
            return Kind.UNSIGNED;
        }
        return StreamingPayload.named(text).isPresent() ? Kind.STREAMING : null;
    }
}
