package io.cloakpool.migration.cognito;

import io.cloakpool.migration.spi.AttributeNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What attributes of a Cognito user are called here, by whichever way the user comes: by signing in, by an export, by a file. */
public final class CognitoAttributes {
    /** Begins the names of those that the pool has of its own. */
    public static final String CUSTOM = "custom:";

    /** Standard attributes that Keycloak's own token mappers look for under another name. All others keep theirs. */
    private static final Map<String, String> RENAMED = Map.of("middle_name", "middleName", "updated_at", "updatedAt");

    private CognitoAttributes() {}

    /**
     * The attributes under the names that they have here. The pool's own go without their prefix, unless something else has that name.
     *
     * @param values by Cognito's names, without those that are no attributes here (addresses, names, subject)
     */
    public static Map<String, List<String>> of(Map<String, String> values) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!key.startsWith(CUSTOM)) {
                attributes.put(RENAMED.getOrDefault(key, key), List.of(value));
            }
        });
        values.forEach((key, value) -> {
            if (key.startsWith(CUSTOM)) {
                String name = key.substring(CUSTOM.length());
                attributes.put(
                        AttributeNames.isFree(name) && !attributes.containsKey(name) ? name : key, List.of(value));
            }
        });
        return attributes;
    }
}
