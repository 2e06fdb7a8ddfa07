package io.cloakpool.examples.s3gateway;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A running checksum of one of the kinds that S3 knows. */
interface BodyChecksum {
    void update(byte[] bytes, int offset, int length);

    /** The value, big endian. Ends the computation. */
    byte[] value();

    /** The checksum that a trailer of this name carries. @throws S3Error if there is none */
    static BodyChecksum forTrailer(String trailer) throws S3Error {
        return switch (trailer) {
            case "x-amz-checksum-crc32" -> crc(new CRC32(), Integer.BYTES);
            case "x-amz-checksum-crc32c" -> crc(new CRC32C(), Integer.BYTES);
            case "x-amz-checksum-crc64nvme" -> crc(new Crc64Nvme(), Long.BYTES);
            case "x-amz-checksum-sha1" -> digest("SHA-1");
            case "x-amz-checksum-sha256" -> sha256();
            default -> throw S3Error.invalidRequest("Trailer " + trailer + " is not supported.");
        };
    }

    static BodyChecksum sha256() {
        return digest("SHA-256");
    }

    private static BodyChecksum crc(Checksum crc, int bytes) {
        return new BodyChecksum() {
            @Override
            public void update(byte[] data, int offset, int length) {
                crc.update(data, offset, length);
            }

            @Override
            public byte[] value() {
                byte[] all =
                        ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
                return Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
            }
        };
    }

    private static BodyChecksum digest(String algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        return new BodyChecksum() {
            @Override
            public void update(byte[] data, int offset, int length) {
                digest.update(data, offset, length);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }
}
