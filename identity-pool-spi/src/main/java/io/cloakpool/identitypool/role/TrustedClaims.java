package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.LoginBinding;
import java.util.Optional;
import java.util.Set;

/** Asks {@link ClaimTrust} about the claims of logins, and logs what must not count. */
final class TrustedClaims {
    private final ClaimTrust trust;
    private final ConfigurationLog log;

    TrustedClaims(ClaimTrust trust, ConfigurationLog log) {
        this.trust = trust;
        this.log = log;
    }

    /** How the user of a login gets its own text into a claim; empty when it cannot. Logged. */
    Optional<String> writer(RoleLogin login, String claim) {
        LoginBinding binding = login.binding();
        Optional<String> writer = trust.writer(binding.provider(), clients(login), claim);
        writer.ifPresent(how -> ignored(ComponentKind.BINDING.describe(binding.name()) + " maps claim '" + claim
                + "', which its users may write: " + how));
        return writer;
    }

    void ignored(String message) {
        log.ignored(message);
    }

    /** What stands in a token is up to the client that it was made for. */
    private static Set<String> clients(RoleLogin login) {
        String client = login.login().client();
        return client == null ? login.binding().clientIds() : Set.of(client);
    }
}
