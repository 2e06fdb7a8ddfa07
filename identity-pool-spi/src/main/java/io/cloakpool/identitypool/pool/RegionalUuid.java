package io.cloakpool.identitypool.pool;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape that pool ids and identity ids share. Exactly one spelling of an id is read, so that ids compare as text too. */
record RegionalUuid(String region, UUID uuid) {
    private static final int MAX_LENGTH = 55;
    private static final Pattern FORM =
            Pattern.compile("([\\w-]+):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    static Optional<RegionalUuid> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RegionalUuid(matcher.group(1), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }
}
