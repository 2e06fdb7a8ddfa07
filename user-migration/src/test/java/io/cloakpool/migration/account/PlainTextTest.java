package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {
    private static LegacyUser user(String id, String email, String phone, String first, String last, String label) {
        return user(
                id,
                email,
                phone,
                first,
                last,
                label,
                Map.of("address", List.of("Main street 1\n\tTown", "\u00e9\ud83d\ude00")));
    }

    private static LegacyUser user(
            String id,
            String email,
            String phone,
            String first,
            String last,
            String label,
            Map<String, List<String>> attributes) {
        return new LegacyUser(
                id,
                new LegacyName("ann"),
                email,
                false,
                phone,
                false,
                first,
                last,
                attributes,
                List.of(),
                List.of(),
                List.of(new LegacyTotp("GEZDGNBVGY3TQOJQ", label, 6, 30, "HmacSHA1")),
                List.of(),
                true);
    }

    @Test
    void lines_of_an_address_are_plain() {
        assertThat(PlainText.complaint(user("1", "a@example.com", "+15550100", "A", "B", "phone")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\u0000",
                "x\n",
                "x\r\n2030-01-01 INFO forged",
                "\u001b[2J",
                "\u2028",
                "\u2029",
                "\u0085",
                "\ud800"
            })
    void what_ends_a_line_or_is_no_text_is_told_by_its_field(String bad) {
        assertThat(PlainText.complaint(user(bad, "e", "p", "f", "l", "t"))).contains("id has control characters");
        assertThat(PlainText.complaint(user("i", bad, "p", "f", "l", "t"))).contains("email has control characters");
        assertThat(PlainText.complaint(user("i", "e", bad, "f", "l", "t")))
                .contains("phoneNumber has control characters");
        assertThat(PlainText.complaint(user("i", "e", "p", bad, "l", "t")))
                .contains("firstName has control characters");
        assertThat(PlainText.complaint(user("i", "e", "p", "f", bad, "t"))).contains("lastName has control characters");
        assertThat(PlainText.complaint(user("i", "e", "p", "f", "l", bad))).contains("totps has control characters");
        assertThat(PlainText.complaint(user("i", "e", "p", "f", "l", "t", Map.of(bad, List.of("x")))))
                .contains("attributes has control characters");
    }

    @Test
    void values_of_attributes_hold_no_nul() {
        assertThat(PlainText.complaint(user("i", "e", "p", "f", "l", "t", Map.of("a", List.of("fine", "\u0000")))))
                .contains("attributes has control characters");
    }
}
