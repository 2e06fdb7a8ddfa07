package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Set;

/**
 * Who may take a role at the security token service, beyond those whom its pools give it. Nobody, unless something is named here.
 *
 * @param logins logins that may take it with their provider's token, in the order in which they are tried
 * @param assumableBy names of the roles whose holders may take it (role chaining)
 * @param callerTags names of the session tags that such a holder may set, or a SAML identity provider for its user
 */
public record StsTrust(List<TrustedLogin> logins, Set<String> assumableBy, Set<String> callerTags) {
    /** Nobody. */
    public static final StsTrust NONE = new StsTrust(List.of(), Set.of(), Set.of());

    public StsTrust {
        logins = List.copyOf(logins);
        assumableBy = Set.copyOf(assumableBy);
        callerTags = Set.copyOf(callerTags);
    }

    /** Whether others may set this tag. Names of tags that differ by case alone are one name. */
    public boolean takesTag(String name) {
        return callerTags.stream().anyMatch(name::equalsIgnoreCase);
    }
}
