package io.cloakpool.authenticators.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import io.cloakpool.authenticators.sms.NumberReading.Read;
import io.cloakpool.authenticators.sms.NumberReading.Refusal;
import io.cloakpool.authenticators.sms.NumberReading.Refused;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers as people write them, by the numbering plans that libphonenumber knows. */
public final class PhoneNumbers {
    /** Most characters that are looked at. The longest number has 15 digits. */
    public static final int MAX_INPUT = 40;

    /** Marks of a number beside digits, spaces and dashes; the wide plus sign is that of Japanese keyboards. */
    private static final String MARKS = "+\uff0b().\u00b7/";

    /** What libphonenumber answers for numbers of no country, satellite telephones for instance. */
    private static final String NO_REGION = "001";

    /** UNKNOWN are numbers of a range that the plan does not list: plans grow faster than libraries are updated. */
    private static final Set<PhoneNumberType> RECEIVING =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.UNKNOWN);

    private PhoneNumbers() {}

    /** Reads a number that begins with its country code. */
    public static NumberReading read(String text) {
        return readIn(text, null);
    }

    /**
     * Reads a number.
     *
     * @param defaultRegion the country of numbers without a country code, as ISO 3166-1 alpha-2 in capitals
     * @throws IllegalArgumentException when that is no country with a numbering plan
     */
    public static NumberReading read(String text, String defaultRegion) {
        if (!isRegion(defaultRegion)) {
            throw new IllegalArgumentException("no country with a numbering plan");
        }
        return readIn(text, defaultRegion);
    }

    /** Whether this is a country with a numbering plan, as ISO 3166-1 alpha-2 in capitals. */
    public static boolean isRegion(String text) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(text);
    }

    private static NumberReading readIn(String text, @Nullable String defaultRegion) {
        Optional<Refusal> unreadable = unreadable(text);
        if (unreadable.isPresent()) {
            return new Refused(unreadable.get());
        }
        try {
            return judge(PhoneNumberUtil.getInstance().parse(text, defaultRegion));
        } catch (NumberParseException e) {
            return new Refused(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> Refusal.NO_COUNTRY;
                        case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, TOO_LONG -> Refusal.WRONG_LENGTH;
                        case NOT_A_NUMBER -> Refusal.NO_NUMBER;
                    });
        }
    }

    /** The library looks for a number anywhere in a text and dials letters; here the whole text must be one. */
    private static Optional<Refusal> unreadable(String text) {
        if (text.length() > MAX_INPUT) {
            return Optional.of(Refusal.TOO_LONG);
        }
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return Optional.of(Refusal.LETTERS);
        }
        return text.codePoints().allMatch(PhoneNumbers::belongs) ? Optional.empty() : Optional.of(Refusal.NO_NUMBER);
    }

    private static boolean belongs(int character) {
        int type = Character.getType(character);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.SPACE_SEPARATOR
                || type == Character.DASH_PUNCTUATION
                || MARKS.indexOf(character) >= 0;
    }

    private static NumberReading judge(Phonenumber.PhoneNumber number) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        PhoneNumberType type = plans.getNumberType(number);
        // Of a range that nobody knows at least the length is that of a mobile number. And not isPossibleNumber: that
        // takes numbers that
        // are complete within their town only.
        PhoneNumberType length = type == PhoneNumberType.UNKNOWN ? PhoneNumberType.MOBILE : type;
        if (plans.isPossibleNumberForTypeWithReason(number, length) != ValidationResult.IS_POSSIBLE) {
            return new Refused(Refusal.WRONG_LENGTH);
        }
        String region = plans.getRegionCodeForNumber(number);
        if (region == null || region.equals(NO_REGION)) {
            return new Refused(Refusal.NO_COUNTRY);
        }
        if (!RECEIVING.contains(type)) {
            return new Refused(Refusal.NO_MOBILE);
        }
        return new Read(new PhoneNumber(plans.format(number, PhoneNumberFormat.E164), number.getCountryCode(), region));
    }
}
