package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import java.util.Set;

/** A provider whose logins a pool accepts, and by which binding. */
record AcceptedProvider(LoginBinding binding, ProviderFacts facts) {
    /** The clients whose tokens count; may be none. */
    Set<String> clientIds() {
        return binding.clientIds().isEmpty() ? facts.clientIds() : binding.clientIds();
    }
}
