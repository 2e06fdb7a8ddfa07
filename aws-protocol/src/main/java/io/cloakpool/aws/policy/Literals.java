package io.cloakpool.aws.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts of numbers, times and booleans, in policies and in requests alike; empty for any other text. */
final class Literals {
    static final String NUMBER_FORM = "a plain decimal number";
    static final String TIME_FORM =
            "an ISO 8601 date, an ISO 8601 time with offset, or seconds since 1970 in 9 to 11 digits";
    static final String BOOL_FORM = "true or false";

    private static final int MAX_TIME_LENGTH = 40;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{9,11}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Literals() {}

    /** Digits with an optional sign and fraction. No exponent: comparing with a huge one would cost memory. */
    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * A date (its midnight in UTC), a time with offset, or seconds since 1970. Fewer than 9 digits could be meant as a year,
     * more than 11 as milliseconds, so both are refused.
     */
    static Optional<Instant> time(String text) {
        if (EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (text.length() > MAX_TIME_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    DATE.matcher(text).matches()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code true} or {@code false}, in lower case. */
    static Optional<Boolean> bool(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
