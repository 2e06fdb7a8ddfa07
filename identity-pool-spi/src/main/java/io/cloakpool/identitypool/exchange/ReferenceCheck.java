package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.role.MappingReview;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds roles that a pool names but that will never be given, and says why. */
final class ReferenceCheck {
    /** A name of a role, and what it is to do. */
    record Reference(String setting, String role, Amr amr) {}

    /** A reference that leads nowhere. */
    record Problem(Reference reference, String message) {}

    /** What matters of a role, stored or about to be. */
    private record Trust(boolean enabled, Set<String> pools, Set<Amr> amr) {}

    private final PoolRepository pools;

    ReferenceCheck(PoolRepository pools) {
        this.pools = pools;
    }

    /** @param newRoles roles that will be stored along with the pool and count as if they were */
    List<Problem> problems(PoolSettings settings, List<BindingSettings> bindings, List<RoleSettings> newRoles) {
        List<Problem> problems = new ArrayList<>();
        for (Reference reference : references(settings, bindings)) {
            String problem = problem(settings.name(), reference, trust(reference.role(), newRoles));
            if (problem != null) {
                problems.add(
                        new Problem(reference, reference.setting() + ": role '" + reference.role() + "' " + problem));
            }
        }
        return problems;
    }

    /** @throws Refused {@code INVALID_PARAMETER} when the role names a credential issuer that is missing, unless it did so before */
    void requireIssuer(RoleSettings role) {
        RemoteRole remote = role.remote();
        if (remote == null || pools.issuer(remote.issuer()).isPresent()) {
            return;
        }
        boolean known = pools.role(role.name())
                .map(PoolRole::remote)
                .filter(stored -> stored.issuer().equals(remote.issuer()))
                .isPresent();
        if (!known) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "issuer: credential issuer '" + remote.issuer() + "' of role '" + role.name()
                            + "' does not exist.");
        }
    }

    /**
     * @param bindings of the pool of this name that is about to be stored; of other pools those that are stored count
     * @throws Refused {@code INVALID_PARAMETER} when the role trusts a login that its pool cannot prove, unless it did so before; a
     *     pool that does not exist yet may be made later
     */
    void requireTrust(RoleSettings role, @Nullable String poolName, List<BindingSettings> bindings) {
        List<TrustedLogin> known =
                pools.role(role.name()).map(stored -> stored.sts().logins()).orElse(List.of());
        role.sts().logins().stream()
                .filter(trust -> !known.contains(trust))
                .flatMap(trust ->
                        bindings(trust.pool(), poolName, bindings)
                                .flatMap(stored -> TrustCheck.problem(stored, trust))
                                .stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new Refused(Reason.INVALID_PARAMETER, TrustCheck.message(role.name(), problem) + ".");
                });
    }

    private Optional<List<BindingSettings>> bindings(
            String pool, @Nullable String poolName, List<BindingSettings> bindings) {
        return pool.equals(poolName)
                ? Optional.of(bindings)
                : pools.pools().stream()
                        .filter(stored -> stored.name().equals(pool))
                        .map(TrustCheck::settings)
                        .findFirst();
    }

    /** What roles trust in this pool and it cannot prove. */
    Stream<String> trustProblems(String pool, List<BindingSettings> bindings, List<RoleSettings> newRoles) {
        Set<String> replaced = newRoles.stream().map(RoleSettings::name).collect(Collectors.toSet());
        Stream<String> stored = pools.roles().stream()
                .filter(role -> !replaced.contains(role.name()))
                .flatMap(role -> TrustCheck.problems(role.name(), role.sts(), pool, bindings));
        return Stream.concat(
                stored,
                newRoles.stream().flatMap(role -> TrustCheck.problems(role.name(), role.sts(), pool, bindings)));
    }

    static Set<Reference> references(PoolSettings settings, List<BindingSettings> bindings) {
        Set<Reference> references = new LinkedHashSet<>();
        if (settings.authenticatedRole() != null) {
            references.add(new Reference("authenticatedRole", settings.authenticatedRole(), Amr.AUTHENTICATED));
        }
        if (settings.unauthenticatedRole() != null) {
            references.add(new Reference("unauthenticatedRole", settings.unauthenticatedRole(), Amr.UNAUTHENTICATED));
        }
        settings.requestableRoles()
                .forEach(role -> references.add(new Reference("requestableRoles", role, Amr.AUTHENTICATED)));
        for (BindingSettings binding : bindings) {
            RoleMapping mapping = binding.roleMapping();
            if (mapping != null) {
                String setting = MappingReview.name(binding, MappingReview.ROLE_MAPPING);
                mapping.rules().forEach(rule -> references.add(new Reference(setting, rule.role(), Amr.AUTHENTICATED)));
            }
        }
        return references;
    }

    private @Nullable Trust trust(String role, List<RoleSettings> newRoles) {
        return newRoles.stream()
                .filter(r -> r.name().equals(role))
                .map(r -> new Trust(r.enabled(), r.trustedPools(), r.trustedAmr()))
                .findFirst()
                .or(() -> pools.role(role).map(ReferenceCheck::trust))
                .orElse(null);
    }

    private static Trust trust(PoolRole role) {
        return new Trust(role.enabled(), role.trustedPools(), role.trustedAmr());
    }

    private static @Nullable String problem(String pool, Reference reference, @Nullable Trust trust) {
        if (trust == null) {
            return "does not exist";
        }
        if (!trust.enabled()) {
            return "is disabled";
        }
        if (!trust.pools().contains(pool)) {
            return "does not trust pool '" + pool + "'";
        }
        return trust.amr().contains(reference.amr())
                ? null
                : "does not trust " + reference.amr().value() + " identities";
    }
}
