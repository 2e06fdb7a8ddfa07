package io.cloakpool.testsuite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\nX-Who: me\r\ncontent-length: 9\r\n\r\n{\"a\":\"b\"}";

    @Test
    void an_answer_is_whole_with_its_last_byte() {
        byte[] bytes = HttpAnswer.ascii(GOOD);
        for (int filled = 0; filled < bytes.length; filled++) {
            assertThat(HttpAnswer.parse(bytes, filled)).as("%d bytes", filled).isNull();
        }
        assertThat(answer(GOOD).body()).isEqualTo("{\"a\":\"b\"}");
        assertThat(answer(GOOD).status()).isEqualTo(200);
    }

    @Test
    void what_a_longer_answer_left_in_the_buffer_does_not_count() {
        byte[] buffer = Arrays.copyOf(HttpAnswer.ascii(GOOD + "SecretKey"), 200);
        HttpAnswer answer = Objects.requireNonNull(HttpAnswer.parse(buffer, GOOD.length()));

        assertThat(answer.contains(HttpAnswer.ascii("SecretKey"))).isFalse();
        assertThat(answer.contains(HttpAnswer.ascii("\"b\"}"))).isTrue();
    }

    @Test
    void an_answer_of_unknown_length_cannot_be_measured() {
        assertThatThrownBy(() -> answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .isInstanceOf(BenchException.class);
    }

    @Test
    void another_status_or_another_body_ends_the_run() {
        assertThatCode(() -> Expectation.ok("\"b\"").accept(0, answer(GOOD))).doesNotThrowAnyException();
        assertThatCode(() -> Expectation.ok("X-Who: me").accept(0, answer(GOOD)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Expectation.ok("\"c\"").accept(0, answer(GOOD)))
                .isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> Expectation.ok("\"b\"").accept(0, answer(GOOD.replace("200 OK", "500 No"))))
                .isInstanceOf(BenchException.class);
    }

    private static HttpAnswer answer(String text) {
        byte[] bytes = HttpAnswer.ascii(text);
        return Objects.requireNonNull(HttpAnswer.parse(bytes, bytes.length));
    }
}
