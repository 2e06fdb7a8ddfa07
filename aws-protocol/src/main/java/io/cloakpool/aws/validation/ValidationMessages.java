package io.cloakpool.aws.validation;

import java.util.Locale;

/** The messages by which AWS services report a constraint of their model; clients and tests match on them. */
public final class ValidationMessages {
    /** A longer value is left out of a message: it may be a token, and it makes logs unreadable. */
    static final int MAX_ECHO = 64;

    private ValidationMessages() {}

    /** A value that breaks a constraint; the value is repeated only when it is short, printable and no secret. */
    public static String value(String value, String path, String constraint, StringRule rule) {
        boolean echo =
                !rule.secret() && value.length() <= MAX_ECHO && value.chars().noneMatch(Character::isISOControl);
        return echo ? message("Value '" + value + "'", path, constraint) : value(path, constraint);
    }

    /** A value that breaks a constraint and is not repeated. */
    public static String value(String path, String constraint) {
        return message("Value", path, constraint);
    }

    /** A required member that is absent. */
    public static String missing(String path) {
        return message("Value null", path, "Member must not be null");
    }

    /** A member's name as messages write it: with a small first letter. */
    public static String path(String member) {
        return member.isEmpty() ? member : member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }

    private static String message(String subject, String path, String constraint) {
        return "1 validation error detected: %s at '%s' failed to satisfy constraint: %s"
                .formatted(subject, path, constraint);
    }
}
