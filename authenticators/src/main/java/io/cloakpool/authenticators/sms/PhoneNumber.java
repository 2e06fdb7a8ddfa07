package io.cloakpool.authenticators.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** A number that can receive text messages, as {@link PhoneNumbers} read it. Prints its mask alone. */
public final class PhoneNumber {
    private static final String HIDDEN = "***";
    private static final int SHOWN_DIGITS = 2;
    /** Fewer national digits than this, and the last two would say too much. */
    private static final int SHORTEST_SHOWN = 6;

    private final String e164;
    private final int countryCode;
    private final String region;

    PhoneNumber(String e164, int countryCode, String region) {
        this.e164 = e164;
        this.countryCode = countryCode;
        this.region = region;
    }

    /** A plus sign and the digits: {@code +491701234567}. */
    public String e164() {
        return e164;
    }

    /** The country, as ISO 3166-1 alpha-2: {@code DE}. */
    public String region() {
        return region;
    }

    /** The code that stands first: 49. Several countries may share it. */
    public int countryCode() {
        return countryCode;
    }

    /** The country code, a star for each digit, and the last two: {@code +49********67}. */
    public String mask() {
        return mask(e164, countryCode);
    }

    /**
     * The mask of a number of which nothing is known.
     *
     * @return {@code ***} where it is no number in E.164 form
     */
    public static String mask(String e164) {
        if (!e164.startsWith("+") || e164.length() > PhoneNumbers.MAX_INPUT) {
            return HIDDEN;
        }
        try {
            return mask(e164, PhoneNumberUtil.getInstance().parse(e164, null).getCountryCode());
        } catch (NumberParseException e) {
            return HIDDEN;
        }
    }

    private static String mask(String e164, int countryCode) {
        String shown = "+" + countryCode;
        if (!e164.startsWith(shown)) {
            return HIDDEN;
        }
        int national = e164.length() - shown.length();
        int last = national < SHORTEST_SHOWN ? 0 : SHOWN_DIGITS;
        return shown + "*".repeat(national - last) + e164.substring(e164.length() - last);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber that && e164.equals(that.e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    @Override
    public String toString() {
        return mask();
    }
}
