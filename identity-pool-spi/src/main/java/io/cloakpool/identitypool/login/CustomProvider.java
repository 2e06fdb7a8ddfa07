package io.cloakpool.identitypool.login;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A provider whose logins an installed verifier proves. */
public final class CustomProvider {
    private static final String ID = "verifier:";
    /** As the API of identity pools has the name of a provider. */
    private static final Pattern KEY = Pattern.compile("[\\w.:/-]{1," + LoginLimits.MAX_KEY_LENGTH + "}");

    private CustomProvider() {}

    /** What is known of it; empty for a key that cannot be one of {@code Logins}. */
    public static Optional<ProviderFacts> facts(String verifier, String key) {
        return KEY.matcher(key).matches()
                ? Optional.of(new ProviderFacts(ID + verifier, List.of(key), true, Set.of(), Set.of()))
                : Optional.empty();
    }

    /** The verifier of the id under which its logins are stored. */
    public static Optional<String> verifier(String id) {
        return id.startsWith(ID) ? Optional.of(id.substring(ID.length())) : Optional.empty();
    }
}
