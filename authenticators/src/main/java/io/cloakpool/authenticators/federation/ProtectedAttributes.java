package io.cloakpool.authenticators.federation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Attributes of users that no provider writes: others take them for proven, or give rights by them. */
public final class ProtectedAttributes {
    /** Key of the further names in the configuration. */
    public static final String MORE = "protected.attributes";

    private static final Set<String> ALWAYS = Set.of(
            "phonenumber",
            "phonenumberverified",
            "phone_number",
            "phone_number_verified",
            "emailverified",
            "email_verified",
            "sub",
            "rolearn",
            "precedence",
            "groups",
            "roles",
            "enabled");

    private static final Set<String> PREFIXES = Set.of("cloakpool", "cognito:", "custom:role", "kc.");

    private final Set<String> names;

    private ProtectedAttributes(Set<String> names) {
        this.names = names;
    }

    /** @param more names beside those that are always protected, with commas or white space between them */
    public static ProtectedAttributes with(@Nullable String more) {
        Stream<String> further = more == null ? Stream.empty() : Arrays.stream(more.split("[\\s,]+", -1));
        return new ProtectedAttributes(Stream.concat(ALWAYS.stream(), further)
                .map(ProtectedAttributes::lower)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet()));
    }

    /** Whether an attribute is among them, however it is written. */
    public boolean contains(String attribute) {
        String name = lower(attribute);
        return names.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
