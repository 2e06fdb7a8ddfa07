package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.AttributeNames;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a user is taken over. What gives rights, groups and roles, only as far as the administrator of the realm allows it: else the old
 * system could make anybody an administrator.
 *
 * @param groups that the old system may put users into, by name or path
 * @param roles of the realm that the old system may give
 */
public record ImportRules(Set<String> groups, Set<String> roles) {
    /** The attribute that keeps the id of the old system. */
    public static final String LEGACY_ID = "cloakpool.legacyId";
    /** The attribute that keeps which source a user came from, by the id of its component. */
    public static final String LEGACY_SOURCE = "cloakpool.legacySource";
    /** The attribute that the user pool's text messages go by. */
    public static final String PHONE = "phoneNumber";
    /** Says of that one whether it is proven. */
    public static final String PHONE_VERIFIED = "phoneNumberVerified";

    /** Attributes of a user beyond which no more are taken. */
    static final int MAX_ATTRIBUTES = 100;

    static final int MAX_VALUES = 50;
    /** Characters of a value of an attribute. */
    public static final int MAX_VALUE = 2048;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public ImportRules {
        groups = Set.copyOf(groups);
        roles = Set.copyOf(roles);
    }

    /** The id of the old system, where it may be Keycloak's as well. */
    public Optional<String> id(LegacyUser user) {
        return Optional.ofNullable(user.id())
                .map(id -> id.toLowerCase(Locale.ROOT))
                .filter(id -> UUID.matcher(id).matches());
    }

    /** All attributes beside names and e-mail. */
    public Map<String, List<String>> attributes(LegacyUser user) {
        Map<String, List<String>> taken = new TreeMap<>();
        user.attributes().forEach((name, values) -> {
            if (AttributeNames.isFree(name) && taken.size() < MAX_ATTRIBUTES) {
                List<String> fitting = values.stream()
                        .filter(value -> value.length() <= MAX_VALUE)
                        .limit(MAX_VALUES)
                        .toList();
                if (!fitting.isEmpty()) {
                    taken.put(name, fitting);
                }
            }
        });
        if (user.id() != null) {
            taken.put(LEGACY_ID, List.of(user.id()));
        }
        if (user.phone() != null) {
            taken.put(PHONE, List.of(user.phone()));
            taken.put(PHONE_VERIFIED, List.of(Boolean.toString(user.phoneVerified())));
        }
        return taken;
    }

    /** What of a user's attributes would be left aside, and why; nothing where all are taken. Names no value. */
    public static Optional<String> complaint(LegacyUser user) {
        if (user.attributes().size() > MAX_ATTRIBUTES) {
            return Optional.of("there are more than " + MAX_ATTRIBUTES);
        }
        if (user.attributes().values().stream().anyMatch(values -> values.size() > MAX_VALUES)) {
            return Optional.of("one has more than " + MAX_VALUES + " values");
        }
        if (user.attributes().values().stream().flatMap(List::stream).anyMatch(value -> value.length() > MAX_VALUE)) {
            return Optional.of("a value has more than " + MAX_VALUE + " characters");
        }
        return user.attributes().keySet().stream().allMatch(AttributeNames::isFree)
                ? Optional.empty()
                : Optional.of("one has a name that Keycloak or this pack believes, or that is too long");
    }

    /** Groups that the user comes into, where the realm has them. */
    public Stream<String> groups(LegacyUser user) {
        return user.groups().stream().filter(groups::contains).distinct();
    }

    /** Roles that the user gets, where the realm has them. */
    public Stream<String> roles(LegacyUser user) {
        return user.roles().stream().filter(roles::contains).distinct();
    }
}
