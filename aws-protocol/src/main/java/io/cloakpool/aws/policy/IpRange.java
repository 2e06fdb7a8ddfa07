package io.cloakpool.aws.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IPv4 or IPv6 addresses. Read without the JDK's address classes, which would ask DNS about a text that is no
 * address. An IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) is that IPv4 address; apart from that the families never
 * meet, so {@code ::/0} holds no IPv4 address.
 */
final class IpRange {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final byte[] V4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    /** The longest IPv6 address, with an IPv4 tail and a prefix length. */
    private static final int MAX_LENGTH = 45 + "/128".length();

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    private final byte[] address;
    private final int prefix;

    private IpRange(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** An address, or a range in CIDR form; bits behind the prefix do not count. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return parseAddress(text);
        }
        return bytes(text.substring(0, slash))
                .flatMap(bytes -> decimal(text.substring(slash + 1), bytes.length * Byte.SIZE)
                        .map(prefix -> of(bytes, prefix)));
    }

    /** One address. */
    static Optional<IpRange> parseAddress(String text) {
        return bytes(text).map(bytes -> of(bytes, bytes.length * Byte.SIZE));
    }

    private static IpRange of(byte[] bytes, int prefix) {
        int mappedBits = V4_MAPPED.length * Byte.SIZE;
        boolean mapped = bytes.length == V6_BYTES
                && prefix >= mappedBits
                && Arrays.equals(bytes, 0, V4_MAPPED.length, V4_MAPPED, 0, V4_MAPPED.length);
        return mapped
                ? new IpRange(Arrays.copyOfRange(bytes, V4_MAPPED.length, V6_BYTES), prefix - mappedBits)
                : new IpRange(bytes, prefix);
    }

    /** Whether the other range, usually one address, lies within this one. */
    boolean contains(IpRange other) {
        if (address.length != other.address.length || other.prefix < prefix) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ other.address[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> bytes(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? v4(text) : v6(text);
    }

    private static Optional<byte[]> v4(String text) {
        String[] octets = text.split("\\.", -1);
        byte[] bytes = new byte[V4_BYTES];
        if (octets.length != V4_BYTES) {
            return Optional.empty();
        }
        for (int i = 0; i < V4_BYTES; i++) {
            Optional<Integer> octet = decimal(octets[i], 0xff);
            if (octet.isEmpty()) {
                return Optional.empty();
            }
            bytes[i] = octet.get().byteValue();
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(bytes -> bytes.length == V6_BYTES);
        }
        Optional<byte[]> head = groups(text.substring(0, gap), false);
        Optional<byte[]> tail = groups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length >= V6_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOf(head.get(), V6_BYTES);
        System.arraycopy(tail.get(), 0, bytes, V6_BYTES - tail.get().length, tail.get().length);
        return Optional.of(bytes);
    }

    /** The bytes of groups between colons; the last one may be an IPv4 address when the groups end the address. */
    private static Optional<byte[]> groups(String text, boolean last) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        byte[] bytes = new byte[0];
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            boolean dotted = last && i == groups.length - 1 && groups[i].indexOf('.') >= 0;
            Optional<byte[]> group = dotted ? v4(groups[i]) : group(groups[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            int end = bytes.length;
            bytes = Arrays.copyOf(bytes, end + group.get().length);
            System.arraycopy(group.get(), 0, bytes, end, group.get().length);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> group(String text) {
        if (!GROUP.matcher(text).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (value >> Byte.SIZE), (byte) value});
    }

    private static Optional<Integer> decimal(String text, int max) {
        return Optional.of(text)
                .filter(digits -> DECIMAL.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(value -> value <= max);
    }
}
