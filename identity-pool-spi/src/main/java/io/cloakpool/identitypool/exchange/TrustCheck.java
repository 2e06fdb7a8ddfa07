package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.login.UnnamedLogins;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.TrustedLogin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds trusted logins of roles that lead nowhere, and says why. */
final class TrustCheck {
    private TrustCheck() {}

    /** Why a trust in a pool with these bindings never matches; empty where it may. */
    static Optional<String> problem(List<BindingSettings> bindings, TrustedLogin trust) {
        Optional<BindingSettings> named = bindings.stream()
                .filter(binding -> binding.name().equals(trust.binding()))
                .findFirst();
        if (named.isEmpty()) {
            return Optional.of("pool '" + trust.pool() + "' has no login binding '" + trust.binding() + "'");
        }
        return named.filter(binding -> !UnnamedLogins.canTell(binding.provider().kind()))
                .map(binding -> "tokens of login binding '" + trust.binding() + "' do not say whose they are");
    }

    /** All that is wrong with what a role trusts in one pool. */
    static Stream<String> problems(String role, StsTrust sts, String pool, List<BindingSettings> bindings) {
        return sts.logins().stream()
                .filter(trust -> trust.pool().equals(pool))
                .flatMap(trust -> problem(bindings, trust).stream())
                .map(problem -> message(role, problem));
    }

    static String message(String role, String problem) {
        return "trustedLogins of role '" + role + "': " + problem;
    }

    static List<BindingSettings> settings(IdentityPool pool) {
        return pool.bindings().stream().map(LoginBinding::settings).toList();
    }
}
