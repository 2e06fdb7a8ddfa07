package io.cloakpool.authenticators.signup;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How names and addresses are written. What looks alike to people is one text here: compatibility forms are composed anew (NFKC), case is
 * folded, as stringprep profiles for names do (RFC 4013, RFC 8265).
 */
public final class Spelling {
    private Spelling() {}

    /** A text in its one form; folding it once more changes nothing. */
    public static String fold(String text) {
        String lower =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        // Of a few capital letters the small ones are no composed ones.
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** Whether a text has that form, but for capital letters and space around it, which everybody folds. */
    public static boolean isPlain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).equals(fold(text));
    }

    /** What somebody may mean who typed that: the text itself first, then its one form, then that of an e-mail address. */
    public static Set<String> readings(String typed) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(typed);
        Optional.of(fold(typed))
                .filter(folded -> !folded.isEmpty() && !folded.equalsIgnoreCase(typed))
                .ifPresent(readings::add);
        SignUpAddress.email(typed)
                .map(SignUpAddress::value)
                .filter(address -> !address.equalsIgnoreCase(typed))
                .ifPresent(readings::add);
        return readings;
    }

    /** What stands for all spellings of a name: an e-mail address in its one form, or the text in its own. */
    public static String canonical(String typed) {
        return SignUpAddress.email(typed).map(SignUpAddress::value).orElseGet(() -> fold(typed));
    }
}
