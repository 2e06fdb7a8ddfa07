package io.cloakpool.migration.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user as the old system knows it. Nothing of this is proven by being found.
 *
 * @param id of the old system, which never changes; null where it has none
 * @param name user name in the spelling of the old system
 * @param email null where there is none
 * @param emailVerified whether the old system had the user prove the address
 * @param phone in the form {@code +15550100}; null where there is none
 * @param phoneVerified whether the old system had the user prove the number
 * @param attributes further ones by name
 * @param groups by name or path
 * @param roles by name
 * @param totps seeds of authenticator apps
 * @param requiredActions aliases as Keycloak has them
 * @param enabled whether the user may sign in
 */
@PublicApi
public record LegacyUser(
        @Nullable String id,
        LegacyName name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        Map<String, List<String>> attributes,
        List<String> groups,
        List<String> roles,
        List<LegacyTotp> totps,
        List<String> requiredActions,
        boolean enabled) {
    public LegacyUser {
        attributes = Map.copyOf(attributes);
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        totps = List.copyOf(totps);
        requiredActions = List.copyOf(requiredActions);
    }

    /** The address, where the old system had it proven. No other finds a user or lets anybody set a password. */
    public Optional<String> provenEmail() {
        return emailVerified ? Optional.ofNullable(email) : Optional.empty();
    }

    /** The number, where the old system had it proven. No other finds a user. */
    public Optional<String> provenPhone() {
        return phoneVerified ? Optional.ofNullable(phone) : Optional.empty();
    }

    /** The same user, whose address and number count as not proven. */
    public LegacyUser unproven() {
        return new LegacyUser(
                id,
                name,
                email,
                false,
                phone,
                false,
                firstName,
                lastName,
                attributes,
                groups,
                roles,
                totps,
                requiredActions,
                enabled);
    }

    /** The same user, who has these to do as well. */
    public LegacyUser having(List<String> actions) {
        return new LegacyUser(
                id,
                name,
                email,
                emailVerified,
                phone,
                phoneVerified,
                firstName,
                lastName,
                attributes,
                groups,
                roles,
                totps,
                Stream.concat(requiredActions.stream(), actions.stream())
                        .distinct()
                        .toList(),
                enabled);
    }
}
