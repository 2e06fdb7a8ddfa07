package io.cloakpool.authenticators.change;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a change was undone. It makes void the links of that change and of all that came after it until it was undone, since they went to
 * addresses of whoever made it. An earlier one stays good, and so do those of the other kind: else whoever changed both, or the same twice,
 * would undo one to make the owner's link void.
 *
 * @param from when the change was made, in seconds since the epoch
 * @param to when it was undone
 */
public record UndoneChange(AddressChange.Kind kind, long from, long to) {
    private static final Pattern TEXT =
            Pattern.compile("\\{\"kind\":\"([a-z])\",\"from\":(\\d{1,12}),\"to\":(\\d{1,12})}");

    /** That a change is undone. */
    public static UndoneChange of(AddressChange change, Instant now) {
        return new UndoneChange(change.kind(), change.at(), now.getEpochSecond());
    }

    /** Reads what {@link #text} wrote; nothing for anything else. */
    public static Optional<UndoneChange> parse(@Nullable String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Stream.of(AddressChange.Kind.values())
                .filter(kind -> kind.letter().equals(parts.group(1)))
                .findFirst()
                .map(kind -> new UndoneChange(kind, Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
    }

    /** As JSON. */
    public String text() {
        return "{\"kind\":\"" + kind.letter() + "\",\"from\":" + from + ",\"to\":" + to + "}";
    }

    /** Whether the link of a change is void by this. */
    public boolean covers(AddressChange change) {
        return change.kind() == kind && from <= change.at() && change.at() <= to;
    }
}
