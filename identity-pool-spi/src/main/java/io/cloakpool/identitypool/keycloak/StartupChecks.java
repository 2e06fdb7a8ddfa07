package io.cloakpool.identitypool.keycloak;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the pack may run on this server. */
final class StartupChecks {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:[.-].*)?");
    private static final int[] FIRST_SAFE = {26, 7, 2};

    private StartupChecks() {}

    /** One line that says why not; empty when it may. */
    static Optional<String> refusal(ServerFacts server) {
        if (!isSafe(server.version())) {
            return Optional.of("Cloakpool does not run on Keycloak " + server.version()
                    + ": accounts can be taken over there (CVE-2026-18963). Use Keycloak 26.7.2 or later.");
        }
        if (!server.revocationsPersisted()) {
            return Optional.of("Cloakpool does not run with persistRevokedTokens=false (SPI singleUseObject):"
                    + " credentials that were ended would work again after a restart.");
        }
        return Optional.empty();
    }

    /** A version that cannot be read is not known to be safe. */
    private static boolean isSafe(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < FIRST_SAFE.length; i++) {
            String part = matcher.group(i + 1);
            int number = part == null ? 0 : Integer.parseInt(part);
            if (number != FIRST_SAFE[i]) {
                return number > FIRST_SAFE[i];
            }
        }
        return true;
    }
}
