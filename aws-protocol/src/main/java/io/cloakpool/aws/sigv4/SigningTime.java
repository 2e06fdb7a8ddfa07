package io.cloakpool.aws.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in the forms of SigV4 and, for the Date header, of RFC 9110, section 5.6.7. */
final class SigningTime {
    private static final Pattern BASIC_FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
    private static final DateTimeFormatter BASIC = formatter("uuuuMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter DAY = formatter("uuuuMMdd");
    private static final DateTimeFormatter HTTP = formatter("EEE, dd MMM uuuu HH:mm:ss");
    private static final Pattern IN_UTC = Pattern.compile("(.*) (GMT|[+-]0000)");

    private SigningTime() {}

    /** @throws SigV4Exception MALFORMED when this is no {@code yyyyMMdd'T'HHmmss'Z'} */
    static Instant parse(String text) {
        if (!BASIC_FORM.matcher(text).matches()) {
            throw SigV4Exception.malformed("x-amz-date is not yyyyMMddTHHmmssZ");
        }
        return parse(text, BASIC);
    }

    /**
     * A date of HTTP, whose zone may also be written {@code -0000} or {@code +0000}: botocore does.
     *
     * @throws SigV4Exception MALFORMED when this is no {@code EEE, dd MMM yyyy HH:mm:ss GMT}
     */
    static Instant parseHttpDate(String text) {
        Matcher date = IN_UTC.matcher(text);
        if (!date.matches()) {
            throw SigV4Exception.malformed("the Date header is not in GMT");
        }
        return parse(date.group(1), HTTP);
    }

    static String format(Instant time) {
        return BASIC.format(time);
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    private static Instant parse(String text, DateTimeFormatter formatter) {
        try {
            return LocalDateTime.parse(text, formatter).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw SigV4Exception.malformed("the date of the signature is no date");
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withZone(ZoneOffset.UTC);
    }
}
