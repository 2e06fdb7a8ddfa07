package io.cloakpool.themes.branding;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of CSS that administrators add. Whoever writes them decides how a page with passwords looks, so they reach nobody
 * else: a rule such as {@code input[value^=a]{background:url(https://…)}} would tell another server what is in a field.
 */
final class ExtraCss {
    /** Longest text, in characters. */
    static final int LONGEST = 64 * 1024;

    /** Escapes come first: behind them the rest could hide. */
    private static final Map<Pattern, String> REFUSED = Map.of(
            Pattern.compile("[\\\\\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"), "holds a backslash or a control character",
            Pattern.compile("<"), "holds <",
            Pattern.compile("@\\s*+(?:import|charset|namespace)"), "holds @import, @charset or @namespace",
            Pattern.compile("expression|behavior\\s*+:|-moz-binding|javascript:|vbscript:"), "holds a script",
            Pattern.compile("(?:image-set|cross-fade|(?<![-a-z])image|(?<![-a-z])src|element)\\s*+\\("),
                    "loads by another function than url()",
            Pattern.compile("url\\((?!\\s*+[\"']?+(?:/(?!/)|data:image/(?:png|jpeg|gif|webp|svg\\+xml);base64,))"),
                    "loads from elsewhere");

    private ExtraCss() {}

    /** Why the text cannot be taken; empty where it can. */
    static Optional<String> refusal(String css) {
        if (css.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        String lower = css.toLowerCase(Locale.ROOT);
        return REFUSED.entrySet().stream()
                .filter(rule -> rule.getKey().matcher(lower).find())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }
}
