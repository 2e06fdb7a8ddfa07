package io.cloakpool.authenticators.access;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Roles of which a user needs one to sign in to a client. A client that names none is open to everybody.
 *
 * @param names of the realm's roles, or {@code client.role}
 */
public record AccessRoles(List<String> names) {
    /** The client's attribute: names, separated by commas. */
    public static final String ATTRIBUTE = "cloakpool.access.roles";

    public AccessRoles {
        names = List.copyOf(names);
    }

    /** Reads the attribute; null where the client does not have it. */
    public static AccessRoles of(@Nullable String attribute) {
        return new AccessRoles(
                attribute == null
                        ? List.of()
                        : Stream.of(attribute.split(","))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .toList());
    }

    /** Whether the client is closed to some. */
    public boolean restrict() {
        return !names.isEmpty();
    }

    /** Whether somebody is let in. A role that there is not is nobody's. */
    public boolean admit(Predicate<String> hasRole) {
        return names.isEmpty() || names.stream().anyMatch(hasRole);
    }
}
