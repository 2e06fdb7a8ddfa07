package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.role.ClaimTrust;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Trusts every claim but those that are named here, as {@code client/claim}. */
public final class FakeClaimTrust implements ClaimTrust {
    public final Set<String> writable = new HashSet<>();

    @Override
    public Optional<String> writer(LoginProvider provider, Set<String> clients, String claim) {
        return clients.stream()
                .filter(client -> writable.contains(client + "/" + claim))
                .findFirst()
                .map(client -> "mapper of " + client);
    }
}
