package io.cloakpool.authenticators.device;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of devices. A user's devices have different ones: Keycloak refuses a second credential of the same name. */
public final class DeviceNames {
    /** Longest name that is kept. */
    static final int MAX_LENGTH = 60;

    private DeviceNames() {}

    /**
     * A name that none of the others is.
     *
     * @param wanted what the user calls it
     * @param otherwise where that says nothing
     */
    public static String free(@Nullable String wanted, String otherwise, Set<String> others) {
        String name = printable(wanted == null ? "" : wanted);
        if (name.isEmpty()) {
            name = printable(otherwise);
        }
        String free = name;
        for (int number = 2; others.contains(free); number++) {
            free = name + " " + number;
        }
        return free;
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= MAX_LENGTH) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)).strip();
    }
}
