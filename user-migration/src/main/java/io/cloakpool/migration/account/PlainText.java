package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether texts of other systems have nothing that databases and logs stumble over: PostgreSQL takes no NUL, lines of logs end somewhere. */
public final class PlainText {
    private static final String COMPLAINT = " has control characters";

    private PlainText() {}

    /** Whether one character may be shown. */
    public static boolean isSeen(int character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character)
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether all of a text may be shown; line breaks and tabs are up to the caller. */
    public static boolean is(String text, boolean breaks) {
        return text.codePoints().allMatch(character -> isSeen(character) || (breaks && isBreak(character)));
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    /** The first field of a user that would be written and cannot be, or nothing. Names no value. */
    public static Optional<String> complaint(LegacyUser user) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("id", user.id());
        fields.put("email", user.email());
        fields.put("phoneNumber", user.phone());
        fields.put("firstName", user.firstName());
        fields.put("lastName", user.lastName());
        for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
            if (isUnfit(field.getValue())) {
                return Optional.of(field.getKey() + COMPLAINT);
            }
        }
        if (user.totps().stream().map(LegacyTotp::label).anyMatch(PlainText::isUnfit)) {
            return Optional.of("totps" + COMPLAINT);
        }
        boolean plain = user.attributes().entrySet().stream().allMatch(PlainText::isPlain);
        return plain ? Optional.empty() : Optional.of("attributes" + COMPLAINT);
    }

    private static boolean isUnfit(@Nullable String text) {
        return text != null && !is(text, false);
    }

    /** Addresses and the like have lines. */
    private static boolean isPlain(Map.Entry<String, List<String>> attribute) {
        return is(attribute.getKey(), false) && attribute.getValue().stream().allMatch(value -> is(value, true));
    }
}
