package io.cloakpool.identitypool.login;

import java.util.List;
import java.util.Set;

/**
 * A provider of logins as it is now.
 *
 * @param id internal, rename-proof id under which its logins are stored
 * @param keys its names as keys of {@code Logins}, the first of which is the one that is shown; at least one
 * @param enabled whether its logins count
 * @param issuers what {@code iss} of its ID tokens may be
 * @param clientIds the clients that it has of itself, which count where a binding names none
 */
public record ProviderFacts(String id, List<String> keys, boolean enabled, Set<String> issuers, Set<String> clientIds) {
    public ProviderFacts {
        keys = List.copyOf(keys);
        issuers = Set.copyOf(issuers);
        clientIds = Set.copyOf(clientIds);
    }

    /** Its name. */
    public String key() {
        return keys.get(0);
    }
}
