package io.cloakpool.identitypool.pool;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What role and tag mappings may hold, in one place. Source: the service model of identity pools, and for tags the rules of STS
 * for session tags; where nothing else is said.
 */
public final class MappingLimits {
    /** Most rules of a mapping. The documentation of Cognito says 25, its service model this. */
    public static final int RULES = 400;
    /** Most mapped tags of a binding. */
    public static final int TAGS = 50;
    /** Most bytes of all tag values of a session together, in UTF-8. */
    public static final int TAG_BYTES = 460;
    /** Most characters of a tag's value. */
    public static final int TAG_VALUE = 256;

    private static final Pattern TAG_VALUE_FORM = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    static final Pattern CLAIM = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,64}");
    static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    static final Pattern TAGGED_CLAIM = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,256}");
    /** Tags with this beginning, in any case, are AWS's own. */
    private static final String RESERVED_TAGS = "aws:";
    /** Characters of a mapping in the configuration of a component: as many rules as there may be, escaped. Our own choice. */
    static final int TEXT = 524_288;

    private MappingLimits() {}

    /** Whether a session tag may be called so. */
    public static boolean isTag(String name) {
        return TAG.matcher(name).matches() && !isReserved(name);
    }

    static boolean isReserved(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith(RESERVED_TAGS);
    }

    /** Whether a session may have all these tags, each of which it may have. */
    public static boolean fit(Map<String, String> tags) {
        int bytes = tags.values().stream()
                .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return tags.size() <= TAGS && bytes <= TAG_BYTES;
    }

    /** Whether a session tag may say so. */
    public static boolean isTagValue(String value) {
        return value.length() <= TAG_VALUE && TAG_VALUE_FORM.matcher(value).matches();
    }
}
