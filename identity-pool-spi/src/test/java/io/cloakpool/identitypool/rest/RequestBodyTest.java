package io.cloakpool.identitypool.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RequestBodyTest {
    @Test
    void a_body_of_the_limit_is_read() {
        assertThat(RequestBody.read(new ByteArrayInputStream(new byte[10]), 10)).hasSize(10);
    }

    @Test
    void one_byte_more_is_refused() {
        assertThatThrownBy(() -> RequestBody.read(new ByteArrayInputStream(new byte[11]), 10))
                .isInstanceOf(BodyTooLargeException.class)
                .hasMessage("The body is longer than 10 bytes");
    }

    @Test
    void an_endless_body_is_read_no_further_than_one_byte_behind_the_limit() {
        Endless endless = new Endless();

        assertThatThrownBy(() -> RequestBody.read(endless, 10)).isInstanceOf(BodyTooLargeException.class);
        assertThat(endless.given).isEqualTo(11);
    }

    @Test
    void no_body_is_an_empty_one() {
        assertThat(RequestBody.read(null, 10)).isEmpty();
    }

    private static final class Endless extends InputStream {
        private int given;

        @Override
        public int read() {
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            given += length;
            return length;
        }
    }
}
