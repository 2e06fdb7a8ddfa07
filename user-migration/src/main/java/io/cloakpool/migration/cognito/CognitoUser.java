package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user as {@code AdminGetUser} and {@code ListUsers} show one. */
final class CognitoUser {
    private static final int MAX_ATTRIBUTES = 200;
    private static final int MAX_FACTORS = 10;
    private static final int MAX_TEXT = 255;
    private static final StringRule ANY = StringRule.length(0, 65_536);
    /** What is kept elsewhere, or is Cognito's own business. */
    private static final Set<String> KNOWN = Set.of(
            "sub",
            "email",
            "email_verified",
            "phone_number",
            "phone_number_verified",
            "given_name",
            "family_name",
            "identities");

    private final String name;
    private final boolean enabled;
    private final boolean secondFactor;
    private final Map<String, String> attributes;

    private CognitoUser(String name, boolean enabled, boolean secondFactor, Map<String, String> attributes) {
        this.name = name;
        this.enabled = enabled;
        this.secondFactor = secondFactor;
        this.attributes = attributes;
    }

    /**
     * Reads a user.
     *
     * @param list the name of the member with the attributes, in which the operations differ
     * @throws JsonInputException for what is none
     */
    static CognitoUser read(JsonInput json, String list) {
        Map<String, String> attributes = new HashMap<>();
        for (JsonInput attribute : json.objectList(list, 0, MAX_ATTRIBUTES)) {
            attributes.put(
                    attribute.requiredString("Name", ANY),
                    attribute.optionalString("Value", ANY).orElse(""));
        }
        return new CognitoUser(
                json.requiredString("Username", ANY),
                json.optionalBoolean("Enabled").orElse(true),
                !json.stringList("UserMFASettingList", 0, MAX_FACTORS, ANY).isEmpty()
                        || !json.objectList("MFAOptions", 0, MAX_FACTORS).isEmpty(),
                attributes);
    }

    /** As Cognito knows it in its other operations. */
    String name() {
        return name;
    }

    /** Whether the user has chosen to be asked for more than a password. */
    boolean hasSecondFactor() {
        return secondFactor;
    }

    /** Who the user is with other providers, as JSON. */
    String identities() {
        return attributes.getOrDefault("identities", "[]");
    }

    boolean hasProven(String attribute) {
        return "true".equals(attributes.get(attribute + "_verified"));
    }

    /**
     * The user, where the name is one that can be asked for.
     *
     * @param actions that the user has to take before anything else
     */
    Optional<LegacyUser> user(List<String> groups, List<String> actions) {
        return LegacyName.of(name)
                .map(known -> new LegacyUser(
                        text("sub"),
                        known,
                        text("email"),
                        has("email"),
                        text("phone_number"),
                        has("phone_number"),
                        text("given_name"),
                        text("family_name"),
                        others(),
                        groups,
                        groups,
                        List.of(),
                        actions,
                        enabled));
    }

    private boolean has(String attribute) {
        return text(attribute) != null && hasProven(attribute);
    }

    private @Nullable String text(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() || value.length() > MAX_TEXT ? null : value;
    }

    private Map<String, List<String>> others() {
        Map<String, String> others = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            boolean named = key.startsWith(CognitoAttributes.CUSTOM) || key.indexOf(':') < 0;
            if (named && !KNOWN.contains(key) && !value.isEmpty()) {
                others.put(key, value);
            }
        });
        return CognitoAttributes.of(others);
    }
}
