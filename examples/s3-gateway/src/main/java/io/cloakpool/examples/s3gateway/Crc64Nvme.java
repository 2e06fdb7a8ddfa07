package io.cloakpool.examples.s3gateway;

import java.util.zip.Checksum;

/** CRC-64/NVME (NVM Express Command Set Specification), which some SDKs and the AWS CLI choose and the JDK lacks. */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private long crc = -1;

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long entry = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                entry = (entry & 1) == 0 ? entry >>> 1 : (entry >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            table[i] = entry;
        }
        return table;
    }

    @Override
    public void update(int b) {
        crc = (crc >>> 8) ^ TABLE[(int) (crc ^ b) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            update(bytes[i]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }
}
