package io.cloakpool.authenticators.signup;

import java.util.Collection;
import java.util.Locale;

/**
 * Names that people choose for themselves. One that reads as an address would stand in the way of whoever has the address, and one that
 * begins as those of another provider's users do is kept for them. One that only looks like another one, as those in full-width letters do, is
 * nobody's.
 */
public final class ChosenName {
    private ChosenName() {}

    /**
     * Whether somebody may have a name.
     *
     * @param proven the address that they have proven
     * @param isNumber whether the name reads as a phone number
     * @param providers aliases of the realm's identity providers
     */
    public static boolean isFree(String name, SignUpAddress proven, boolean isNumber, Collection<String> providers) {
        if (!Spelling.isPlain(name)) {
            return false;
        }
        String lower = Spelling.fold(name);
        if (lower.equals(proven.value())) {
            return true;
        }
        return !isNumber
                && !lower.contains("@")
                && providers.stream().noneMatch(alias -> lower.startsWith(alias.toLowerCase(Locale.ROOT) + "_"));
    }
}
