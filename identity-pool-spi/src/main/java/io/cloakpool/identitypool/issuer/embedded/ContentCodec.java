package io.cloakpool.identitypool.issuer.embedded;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@link SealedContent} as bytes: fields in order, lengths and counts as unsigned 16 bits, an absent text as 65535. The format of
 * chains is the first one with the earlier roles behind it.
 */
final class ContentCodec {
    private static final int ABSENT = 0xFFFF;

    private ContentCodec() {}

    /** The bytes, or empty when they are more than {@code max}. */
    static byte @Nullable [] encode(SealedContent content, int max) {
        Writer out = new Writer(max);
        out.number(content.identity().getMostSignificantBits());
        out.number(content.identity().getLeastSignificantBits());
        out.number(content.loginIssuedAt());
        out.number(content.issuedAt().toEpochMilli());
        out.number(content.expiresAt().toEpochMilli());
        out.text(content.poolGeneration());
        out.text(content.roleId());
        out.text(content.roleName());
        out.text(content.sessionName());
        out.text(content.userId());
        out.text(content.sessionId());
        out.text(content.clientId());
        out.texts(content.amr());
        out.texts(content.sessionPolicies());
        out.tags(content.principalTags());
        if (content.version() == SealedToken.CHAINED_VERSION) {
            out.links(content.chain());
        }
        return out.bytes();
    }

    /**
     * @param version of the token that they stand in
     * @throws IllegalArgumentException when these are not the bytes of a content
     */
    static SealedContent decode(byte version, byte[] bytes) {
        Reader in = new Reader(ByteBuffer.wrap(bytes));
        try {
            UUID identity = new UUID(in.number(), in.number());
            long loginIssuedAt = in.number();
            Instant issuedAt = Instant.ofEpochMilli(in.number());
            Instant expiresAt = Instant.ofEpochMilli(in.number());
            SealedContent content = new SealedContent(
                    identity,
                    in.text(),
                    in.text(),
                    in.text(),
                    in.text(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    loginIssuedAt,
                    issuedAt,
                    expiresAt,
                    in.texts(),
                    in.texts(),
                    in.tags(),
                    version == SealedToken.CHAINED_VERSION ? in.links() : List.of());
            in.requireEnd();
            return content;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("content ends early", e);
        }
    }

    /** Stops taking bytes when there is no more room, so that the size of what is sealed bounds the memory. */
    private static final class Writer {
        private final ByteBuffer buffer;
        private boolean full;

        Writer(int max) {
            buffer = ByteBuffer.allocate(max);
        }

        void number(long value) {
            if (room(Long.BYTES)) {
                buffer.putLong(value);
            }
        }

        void text(@Nullable String text) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            if (room(Short.BYTES + bytes.length)) {
                buffer.putShort((short) (text == null ? ABSENT : bytes.length)).put(bytes);
            }
        }

        void texts(List<String> texts) {
            if (room(Short.BYTES)) {
                buffer.putShort((short) texts.size());
            }
            texts.forEach(this::text);
        }

        void tags(Map<String, String> tags) {
            Map<String, String> sorted = new TreeMap<>(tags);
            texts(List.copyOf(sorted.keySet()));
            sorted.values().forEach(this::text);
        }

        void links(List<ChainLink> links) {
            if (room(Short.BYTES)) {
                buffer.putShort((short) links.size());
            }
            for (ChainLink link : links) {
                text(link.roleId());
                texts(link.sessionPolicies());
                tags(link.principalTags());
            }
        }

        byte @Nullable [] bytes() {
            if (full) {
                return null;
            }
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        }

        private boolean room(int bytes) {
            full |= buffer.remaining() < bytes;
            return !full;
        }
    }

    private record Reader(ByteBuffer buffer) {
        long number() {
            return buffer.getLong();
        }

        String text() {
            String text = optionalText();
            if (text == null) {
                throw new IllegalArgumentException("content lacks a text");
            }
            return text;
        }

        @Nullable
        String optionalText() {
            int length = Short.toUnsignedInt(buffer.getShort());
            if (length == ABSENT) {
                return null;
            }
            if (length > buffer.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> texts() {
            int count = Short.toUnsignedInt(buffer.getShort());
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                texts.add(text());
            }
            return texts;
        }

        Map<String, String> tags() {
            Map<String, String> tags = new LinkedHashMap<>();
            for (String key : texts()) {
                tags.put(key, text());
            }
            return tags;
        }

        List<ChainLink> links() {
            int count = Short.toUnsignedInt(buffer.getShort());
            List<ChainLink> links = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                links.add(new ChainLink(text(), texts(), tags()));
            }
            return links;
        }

        void requireEnd() {
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException("content has more bytes than fields");
            }
        }
    }
}
