package io.cloakpool.identitypool.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses for an identity pool.
 *
 * @param name unique in the realm, {@code [\w\s+=,.@-]{1,128}}
 * @param allowGuests whether guests get identities and credentials
 * @param guestProof what a guest must show
 * @param guestLifetime how long a guest id is good after its day
 * @param allowClassicFlow whether clients get OpenID tokens; guests never do
 * @param developerProviderName name of the developer provider; kept for the operations of a later version
 * @param developerClients clients that may vouch for users; likewise
 * @param authenticatedRole name of the default role of signed-in users
 * @param unauthenticatedRole name of the default role of guests
 * @param requestableRoles names of further roles that a signed-in caller may ask for where no role mapping applies
 * @param credentialLifetime how long credentials of signed-in users live, 900 s to 12 h
 * @param endWithSession whether credentials end with the user's session
 * @param serviceAccounts whether the bearer door takes tokens of service accounts
 * @param tags the pool's own tags
 */
public record PoolSettings(
        String name,
        boolean allowGuests,
        GuestProof guestProof,
        Duration guestLifetime,
        boolean allowClassicFlow,
        @Nullable String developerProviderName,
        Set<String> developerClients,
        @Nullable String authenticatedRole,
        @Nullable String unauthenticatedRole,
        List<String> requestableRoles,
        Duration credentialLifetime,
        boolean endWithSession,
        boolean serviceAccounts,
        Map<String, String> tags) {
    public PoolSettings {
        developerClients = Set.copyOf(developerClients);
        requestableRoles = List.copyOf(requestableRoles);
        tags = Map.copyOf(tags);
    }
}
