package io.cloakpool.identitypool.login;

import java.nio.charset.StandardCharsets;

/** Ids of users as their providers give them. */
final class Subjects {
    private Subjects() {}

    /** Whether it is one that every database keeps as it is: no U+0000, no half of a surrogate pair, and not too long. */
    static boolean isGood(String subject) {
        return !subject.isEmpty()
                && subject.length() <= LoginLimits.MAX_SUBJECT_LENGTH
                && subject.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(subject);
    }
}
