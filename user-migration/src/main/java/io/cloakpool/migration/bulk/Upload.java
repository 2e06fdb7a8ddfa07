package io.cloakpool.migration.bulk;

import io.cloakpool.migration.bulk.FileException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads what somebody sends in one request to its end. Whoever drips it costs a thread for a while, and nothing that others wait for: it is
 * read before anything is locked.
 */
public final class Upload {
    private static final int BUFFER = 64 * 1024;

    private Upload() {}

    /**
     * Returns all that is sent.
     *
     * @param time for the whole of it; whoever sends nothing at all is waited for as long as the server's own limit says, and then found too slow
     * @param nanos a clock as {@link System#nanoTime}
     * @throws FileException for what is too large for one request, or does not come in time
     */
    public static byte[] read(InputStream sent, Duration time, LongSupplier nanos) throws IOException, FileException {
        long begin = nanos.getAsLong();
        ByteArrayOutputStream all = new ByteArrayOutputStream(BUFFER);
        byte[] buffer = new byte[BUFFER];
        for (int read = sent.read(buffer); read >= 0; read = sent.read(buffer)) {
            if (nanos.getAsLong() - begin > time.toNanos()) {
                throw new FileException(
                        Reason.TOO_SLOW,
                        "An upload has " + time.toSeconds() + " seconds; send the file in smaller parts");
            }
            if (all.size() + read > BulkLimits.PART_BYTES) {
                throw new FileException(
                        Reason.TOO_LARGE,
                        "An upload has at most " + BulkLimits.PART_BYTES + " bytes; send the file in parts");
            }
            all.write(buffer, 0, read);
        }
        return all.toByteArray();
    }
}
