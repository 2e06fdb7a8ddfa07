package io.cloakpool.authenticators.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.sms.NumberReading.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "+491701234567, +491701234567, DE",
        "+49 (0) 170 / 123-45.67, +491701234567, DE",
        "\uff0b491701234567, +491701234567, DE",
        "+1 (201) 555-0123, +12015550123, US",
        "+44 7797 712345, +447797712345, JE",
        "+77011234567, +77011234567, KZ",
        "+79161234567, +79161234567, RU",
        "+39 312 345 6789, +393123456789, IT"
    })
    void numbers_are_read_as_people_write_them(String text, String e164, String region) {
        PhoneNumber number = read(PhoneNumbers.read(text));

        assertThat(number.e164()).isEqualTo(e164);
        assertThat(number.region()).isEqualTo(region);
    }

    @Test
    void number_without_country_code_is_one_of_the_default_country() {
        assertThat(read(PhoneNumbers.read("0170 1234567", "DE")).e164()).isEqualTo("+491701234567");
        assertThat(read(PhoneNumbers.read("+12015550123", "DE")).e164()).isEqualTo("+12015550123");
        assertThat(refusal(PhoneNumbers.read("0170 1234567"))).isEqualTo(Refusal.NO_COUNTRY);
    }

    @Test
    void default_country_must_be_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumbers.read("0170 1234567", "de"));
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumbers.read("0170 1234567", "XX"));
    }

    @Test
    void digits_of_other_scripts_are_the_same_number() {
        assertThat(read(PhoneNumbers.read("+\u0664\u0669\u0661\u0667\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667"))
                        .e164())
                .isEqualTo("+491701234567");
        assertThat(read(PhoneNumbers.read("+\uff14\uff19\uff11\uff17\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17"))
                        .e164())
                .isEqualTo("+491701234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 201 FLOWERS", "tel:+491701234567", "+491701234567 ext. 5", "+49170123456\u0661\u0627"})
    void letters_are_refused(String text) {
        assertThat(refusal(PhoneNumbers.read(text))).isEqualTo(Refusal.LETTERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "+",
                "+491701234567\n",
                "+491701234567#5",
                "+491701234567,5",
                "*+491701234567",
                "<+491701234567>"
            })
    void text_that_is_more_or_less_than_a_number_is_refused(String text) {
        assertThat(refusal(PhoneNumbers.read(text))).isEqualTo(Refusal.NO_NUMBER);
    }

    @Test
    void long_text_is_refused_unread() {
        assertThat(refusal(PhoneNumbers.read("+49170" + " ".repeat(40) + "1234567")))
                .isEqualTo(Refusal.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4917012", "+4917012345678901", "+49170123456789012345"})
    void number_with_more_or_less_digits_than_its_country_has_is_refused(String text) {
        assertThat(refusal(PhoneNumbers.read(text))).isEqualTo(Refusal.WRONG_LENGTH);
    }

    @Test
    void number_that_is_complete_in_its_town_only_is_refused() {
        assertThat(refusal(PhoneNumbers.read("5550123", "US"))).isEqualTo(Refusal.WRONG_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+499001234567", // premium rate
                "+18005551234", // toll-free
                "+441234567890", // fixed line
                "+448431234567", // shared cost
                "+447012345678", // personal number
                "+445612345678" // internet telephony
            })
    void numbers_that_cost_extra_or_receive_no_messages_are_refused(String text) {
        assertThat(refusal(PhoneNumbers.read(text))).isEqualTo(Refusal.NO_MOBILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+881612345678", "+999123456789", "+12999999999"})
    void number_of_no_country_is_refused(String text) {
        assertThat(refusal(PhoneNumbers.read(text))).isEqualTo(Refusal.NO_COUNTRY);
    }

    @Test
    void number_of_a_range_that_the_plan_does_not_list_is_taken() {
        assertThat(read(PhoneNumbers.read("+34991234567")).region()).isEqualTo("ES");
    }

    @Test
    void mask_shows_the_country_code_and_two_digits() {
        PhoneNumber number = read(PhoneNumbers.read("+491701234567"));

        assertThat(number.mask()).isEqualTo("+49********67");
        assertThat(number).hasToString("+49********67");
        assertThat(PhoneNumber.mask("+491701234567")).isEqualTo("+49********67");
        assertThat(PhoneNumber.mask("+2905123")).isEqualTo("+290****");
        assertThat(new NumberReading.Read(number).toString()).doesNotContain("1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "491701234567", "+999123456789", "+4917"})
    void what_is_no_number_is_masked_whole(String text) {
        assertThat(PhoneNumber.mask(text)).isIn("***", "+49**");
    }

    private static PhoneNumber read(NumberReading reading) {
        assertThat(reading.kind()).as("%s", reading).isEqualTo(NumberReading.Kind.READ);
        return ((NumberReading.Read) reading).number();
    }

    private static Refusal refusal(NumberReading reading) {
        assertThat(reading.kind()).as("%s", reading).isEqualTo(NumberReading.Kind.REFUSED);
        return ((NumberReading.Refused) reading).refusal();
    }
}
