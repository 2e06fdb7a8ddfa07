package io.cloakpool.migration.account;

import io.cloakpool.migration.spi.LegacyUser;
import java.util.Locale;
import java.util.Optional;

/** What of a user somebody of the realm has, so that the user cannot come. One rule, whether users come from a file or by signing in. */
public enum Collision {
    /** The name. */
    NAME,
    /** The name, as an address by which somebody signs in. */
    NAME_AS_EMAIL,
    /** The address, as such or as a name where addresses sign in. */
    EMAIL;

    /**
     * What a realm takes for a name.
     *
     * @param emailsAreNames whether users sign in by address as well
     * @param emailsMayBeTwice whether users may share one
     */
    public record Names(boolean emailsAreNames, boolean emailsMayBeTwice) {}

    /** Who is there. Names and addresses are asked for in lower case, as Keycloak keeps them. */
    public interface Known {
        boolean hasName(String name);

        boolean hasEmail(String email);
    }

    /** The name as Keycloak keeps it. */
    public static String name(LegacyUser user) {
        return user.name().text().toLowerCase(Locale.ROOT);
    }

    /** The address as Keycloak keeps it. */
    public static Optional<String> email(LegacyUser user) {
        return Optional.ofNullable(user.email()).map(email -> email.toLowerCase(Locale.ROOT));
    }

    /** What stands in the way of a user, or nothing. */
    public static Optional<Collision> of(LegacyUser user, Names names, Known known) {
        String name = name(user);
        if (known.hasName(name)) {
            return Optional.of(NAME);
        }
        Optional<String> email = email(user);
        if (!names.emailsMayBeTwice() && email.filter(known::hasEmail).isPresent()) {
            return Optional.of(EMAIL);
        }
        if (!names.emailsAreNames()) {
            return Optional.empty();
        }
        if (known.hasEmail(name)) {
            return Optional.of(NAME_AS_EMAIL);
        }
        return email.filter(known::hasName).map(taken -> EMAIL);
    }
}
