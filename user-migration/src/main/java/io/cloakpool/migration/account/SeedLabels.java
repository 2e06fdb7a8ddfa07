package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyTotp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a user's authenticator apps are called. Keycloak keeps no two credentials of one kind whose labels are the same but for case. */
public final class SeedLabels {
    /** Characters that Keycloak keeps. */
    private static final int MAX = 255;

    private SeedLabels() {}

    /** A label for each, in their order: numbered where an earlier one has it, none where it is blank. */
    public static List<Optional<String>> distinct(List<LegacyTotp> totps) {
        // Keycloak compares by equalsIgnoreCase, which takes some letters for the same whose lower cases differ.
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<Optional<String>> labels = new ArrayList<>();
        for (LegacyTotp totp : totps) {
            String label = totp.label().strip();
            labels.add(label.isEmpty() ? Optional.empty() : Optional.of(free(label, taken)));
        }
        return labels;
    }

    private static String free(String label, Set<String> taken) {
        String candidate = label;
        for (int number = 2; !taken.add(candidate); number++) {
            String suffix = " " + number;
            candidate = label.substring(0, Math.min(label.length(), MAX - suffix.length())) + suffix;
        }
        return candidate;
    }
}
