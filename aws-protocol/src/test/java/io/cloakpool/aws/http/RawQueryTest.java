package io.cloakpool.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawQueryTest {
    @Test
    void parameters_are_decoded_once_and_keep_their_order_and_case() {
        assertThat(RawQuery.parse("b=%2541&%61=x%20y&A=c=d&flag&empty=&&z=%2B"))
                .containsExactly(
                        entry("b", "%41"),
                        entry("a", "x y"),
                        entry("A", "c=d"),
                        entry("flag", ""),
                        entry("empty", ""),
                        entry("z", "+"));
    }

    @Test
    void no_query_and_an_empty_query_have_no_parameters() {
        assertThat(RawQuery.parse(null)).isEmpty();
        assertThat(RawQuery.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=1", "a&a", "a&%61=", "a&b&a=x"})
    void a_repeated_parameter_is_refused(String query) {
        assertThatThrownBy(() -> RawQuery.parse(query))
                .isInstanceOf(MalformedTargetException.class)
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1;b=2", "a=b+c", "a+b", "a=%", "a=%0", "%zz", "a=%00", "a=%0a", "%0d=1", "a=%ff", "a=b#c", "a=[b]"
            })
    void what_can_be_read_in_two_ways_is_refused(String query) {
        assertThatThrownBy(() -> RawQuery.parse(query)).isInstanceOf(MalformedTargetException.class);
    }

    @Test
    void more_than_100_parameters_are_refused() {
        assertThat(RawQuery.parse(parameters(100))).hasSize(100);
        assertThatThrownBy(() -> RawQuery.parse(parameters(101))).isInstanceOf(MalformedTargetException.class);
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining("&"));
    }
}
