package io.cloakpool.authenticators.claims;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of one's own that a client may read, which Cognito's ID tokens carry as {@code custom:} and the name. */
public final class CustomAttributes {
    /** What their claims begin with. */
    public static final String PREFIX = "custom:";

    private CustomAttributes() {}

    /** @param names of attributes, with commas or white space between them */
    public static List<String> read(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split("[\\s,]+", -1))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    /** The claim of an attribute; one that came along from Cognito may have the prefix in its name already. */
    public static String claim(String attribute) {
        return attribute.startsWith(PREFIX) ? attribute : PREFIX + attribute;
    }
}
