package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.bulk.FileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class UploadTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();

    /** Endless, with a byte in a while. */
    private final class Drip extends InputStream {
        private final Duration each;
        private int read;

        private Drip(Duration each) {
            this.each = each;
        }

        @Override
        public int read() {
            now.addAndGet(each.toNanos());
            read++;
            return 'x';
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            to[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void all_that_comes_in_time_is_there() throws Exception {
        byte[] sent = new byte[200_000];
        sent[199_999] = 7;

        assertThat(Upload.read(new ByteArrayInputStream(sent), TIME, now::get)).isEqualTo(sent);
        assertThat(Upload.read(new ByteArrayInputStream(new byte[BulkLimits.PART_BYTES]), TIME, now::get))
                .hasSize(BulkLimits.PART_BYTES);
    }

    @Test
    void whoever_drips_is_not_waited_for_longer_than_whoever_says_nothing() {
        Drip drip = new Drip(Duration.ofSeconds(1));

        assertThatThrownBy(() -> Upload.read(drip, TIME, now::get))
                .isInstanceOfSatisfying(FileException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.TOO_SLOW))
                .hasMessageContaining("10 seconds");
        assertThat(drip.read).isEqualTo(11);
    }

    @Test
    void more_than_one_request_may_have_is_not_read_to_its_end() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> Upload.read(endless, TIME, now::get))
                .isInstanceOfSatisfying(FileException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void limits_let_something_through() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadLimits(Duration.ZERO, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadLimits(TIME, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadLimits(TIME, 1, -1));
    }
}
