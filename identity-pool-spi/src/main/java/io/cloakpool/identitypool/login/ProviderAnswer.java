package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider says of a token, read strictly: an answer that is not as the provider documents it proves nothing. */
final class ProviderAnswer {
    private final Map<?, ?> members;

    ProviderAnswer(Map<?, ?> members) {
        this.members = members;
    }

    ProviderAnswer object(String name) {
        return optionalObject(name).orElseThrow(() -> unreadable(name));
    }

    Optional<ProviderAnswer> optionalObject(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> object) {
            return Optional.of(new ProviderAnswer(object));
        }
        throw unreadable(name);
    }

    boolean isTrue(String name) {
        if (members.get(name) instanceof Boolean value) {
            return value;
        }
        throw unreadable(name);
    }

    /** An id: text, or an integer as Facebook's documentation shows some. */
    String id(String name) {
        Object value = members.get(name);
        String text = value instanceof String || isInteger(value) ? String.valueOf(value) : "";
        if (!Subjects.isGood(text)) {
            throw unreadable(name);
        }
        return text;
    }

    /** Seconds, not negative and not beyond the year 9999 when counted from 1970. */
    long seconds(String name) {
        return optionalSeconds(name).orElseThrow(() -> unreadable(name));
    }

    Optional<Long> optionalSeconds(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (isInteger(value) && value instanceof Number number) {
            long seconds = number.longValue();
            if (seconds >= 0 && seconds <= LoginLimits.LATEST_TIME.getEpochSecond()) {
                return Optional.of(seconds);
            }
        }
        throw unreadable(name);
    }

    /** All members that have a value; may be changed. */
    Map<String, Object> present() {
        Map<String, Object> present = new HashMap<>();
        members.forEach((name, value) -> {
            if (value != null) {
                present.put(String.valueOf(name), value);
            }
        });
        return present;
    }

    private static boolean isInteger(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    static Refused unusable(String message) {
        return new Refused(Reason.EXTERNAL_SERVICE, message);
    }

    private static Refused unreadable(String name) {
        return unusable("The login's provider gave an answer that is not as documented: " + name + ".");
    }
}
