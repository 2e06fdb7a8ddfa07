package io.cloakpool.authenticators.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndoneChangeTest {
    private static final UndoneChange UNDONE =
            UndoneChange.of(at(AddressChange.Kind.EMAIL, 1000), Instant.ofEpochSecond(2000));

    @Test
    void what_came_after_the_change_until_it_was_undone_is_void() {
        assertThat(UNDONE.covers(at(AddressChange.Kind.EMAIL, 1000))).isTrue();
        assertThat(UNDONE.covers(at(AddressChange.Kind.EMAIL, 1500))).isTrue();
        assertThat(UNDONE.covers(at(AddressChange.Kind.EMAIL, 2000))).isTrue();
    }

    @Test
    void what_came_before_it_or_after_it_was_undone_is_not() {
        assertThat(UNDONE.covers(at(AddressChange.Kind.EMAIL, 999))).isFalse();
        assertThat(UNDONE.covers(at(AddressChange.Kind.EMAIL, 2001))).isFalse();
    }

    @Test
    void nor_is_an_address_of_the_other_kind() {
        assertThat(UNDONE.covers(at(AddressChange.Kind.PHONE, 1500))).isFalse();
    }

    @Test
    void it_is_kept_as_text() {
        assertThat(UndoneChange.parse(UNDONE.text())).contains(UNDONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"kind\":\"x\",\"from\":1,\"to\":2}",
                "{\"kind\":\"e\",\"from\":9999999999999,\"to\":2}"
            })
    void other_text_is_none(String text) {
        assertThat(UndoneChange.parse(text)).isEmpty();
    }

    private static AddressChange at(AddressChange.Kind kind, long seconds) {
        return new AddressChange(kind, "user", "former", seconds);
    }
}
