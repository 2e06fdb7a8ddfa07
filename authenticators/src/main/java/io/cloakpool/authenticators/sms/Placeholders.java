package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in a template where a value of the message goes, such as {@code {{text}}}. */
final class Placeholders {
    static final String TO = "to";
    static final String DIGITS = "digits";
    static final String TEXT = "text";
    static final String SENDER = "sender";

    private static final Set<String> KNOWN = Set.of(TO, DIGITS, TEXT, SENDER);
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    private Placeholders() {}

    static Map<String, String> values(SmsMessage message, String sender) {
        return Map.of(
                TO, message.to(),
                DIGITS, message.to().substring(1),
                TEXT, message.text(),
                SENDER, sender);
    }

    /** One pass: what a value brings along is not looked at again. */
    static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        return values.getOrDefault(place.group(1), "");
    }

    /** Whether all places of a template are known ones. */
    static boolean allKnown(String template) {
        return PLACE.matcher(template).results().allMatch(place -> KNOWN.contains(place.group(1)));
    }

    static boolean anyIn(String template) {
        return PLACE.matcher(template).find();
    }

    static boolean has(String template, String name) {
        return template.contains("{{" + name + "}}");
    }
}
