package io.cloakpool.identitypool.role;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The roles that the mapping of a login's binding gives it in one pool. A role that cannot be given and a claim that the user may
 * write give none, and are logged.
 */
final class MappedRoles {
    private final PoolRepository pools;
    private final TrustedClaims claims;
    private final IdentityPool pool;
    private final Considerations considerations;

    MappedRoles(PoolRepository pools, TrustedClaims claims, IdentityPool pool, Considerations considerations) {
        this.pools = pools;
        this.claims = claims;
        this.pool = pool;
        this.considerations = considerations;
    }

    /**
     * A role, and by what the mapping names it.
     *
     * @param by as {@link ChosenRole#decidedBy}
     */
    record Named(PoolRole role, String by) {}

    /**
     * The first role that is accepted, of those that the mapping gives in its order.
     *
     * @param choices whether to look also at what the login may only ask for, beside what it gets without asking
     */
    Optional<Named> find(RoleLogin login, RoleMapping mapping, boolean choices, Predicate<PoolRole> accepts) {
        return switch (mapping.type()) {
            case RULES -> byRules(login, mapping.rules(), accepts);
            case TOKEN -> byToken(login, choices, accepts);
        };
    }

    private Optional<Named> byRules(RoleLogin login, List<RoleRule> rules, Predicate<PoolRole> accepts) {
        LoginBinding binding = login.binding();
        for (int i = 0; i < rules.size(); i++) {
            RoleRule rule = rules.get(i);
            Verdict match = RuleMatch.of(rule, login.login().claims());
            if (match != Verdict.MATCHED) {
                considerations.rule(binding, i, match, "");
                continue;
            }
            Optional<String> writer = claims.writer(login, rule.claim());
            if (writer.isPresent()) {
                considerations.rule(binding, i, Verdict.USER_WRITABLE, writer.get());
                continue;
            }
            Optional<PoolRole> role = usable(rule.role(), binding);
            Verdict verdict = verdict(role, accepts);
            considerations.rule(binding, i, verdict, "");
            if (verdict == Verdict.MATCHED) {
                String by = "rule:" + binding.name() + "/rules/" + i;
                return role.map(found -> new Named(found, by));
            }
        }
        return Optional.empty();
    }

    private Optional<Named> byToken(RoleLogin login, boolean choices, Predicate<PoolRole> accepts) {
        Optional<Set<String>> named = arns(login, TokenClaims.ROLES);
        Optional<Set<String>> preferred = arns(login, TokenClaims.PREFERRED_ROLE);
        if (named.isEmpty() || preferred.isEmpty()) {
            return Optional.empty();
        }
        Set<String> offered = new LinkedHashSet<>(preferred.get());
        if (login.login().claims().containsKey(TokenClaims.ROLES)) {
            offered.retainAll(named.get());
        }
        if (offered.isEmpty() && !preferred.get().isEmpty()) {
            considerations.claim(
                    login.binding(), TokenClaims.PREFERRED_ROLE, Verdict.DIFFERENT, "it is not among cognito:roles");
        }
        if (choices) {
            offered.addAll(named.get());
        }
        for (String arn : offered) {
            Optional<PoolRole> role = roleName(arn).flatMap(name -> usable(name, login.binding()));
            Verdict verdict = verdict(role, accepts);
            String claim = preferred.get().contains(arn) ? TokenClaims.PREFERRED_ROLE : TokenClaims.ROLES;
            considerations.claim(login.binding(), claim, verdict, "");
            if (verdict == Verdict.MATCHED) {
                String by = "token:" + login.binding().name();
                return role.map(found -> new Named(found, by));
            }
        }
        return Optional.empty();
    }

    private static Verdict verdict(Optional<PoolRole> role, Predicate<PoolRole> accepts) {
        if (role.isEmpty()) {
            return Verdict.ROLE_UNUSABLE;
        }
        return accepts.test(role.get()) ? Verdict.MATCHED : Verdict.NOT_REQUESTED;
    }

    /** What a claim names; nothing at all where it must not count. */
    private Optional<Set<String>> arns(RoleLogin login, String claim) {
        Optional<ClaimValues> values = ClaimValues.of(login.login().claims().get(claim));
        if (values.isEmpty()
                || (claim.equals(TokenClaims.PREFERRED_ROLE)
                        && values.get().texts().size() > 1)) {
            considerations.claim(login.binding(), claim, Verdict.NOT_COMPARABLE, "");
            return Optional.empty();
        }
        if (values.get().isEmpty()) {
            considerations.claim(login.binding(), claim, Verdict.ABSENT, "");
            return Optional.of(Set.of());
        }
        Optional<String> writer = claims.writer(login, claim);
        if (writer.isPresent()) {
            considerations.claim(login.binding(), claim, Verdict.USER_WRITABLE, writer.get());
            return Optional.empty();
        }
        return Optional.of(new LinkedHashSet<>(values.get().texts()));
    }

    private Optional<String> roleName(String arn) {
        try {
            return RoleArns.name(pools.realm(), arn);
        } catch (InvalidArnException e) {
            return Optional.empty();
        }
    }

    private Optional<PoolRole> usable(String name, LoginBinding binding) {
        Optional<PoolRole> role = pools.role(name).filter(found -> found.trusts(pool, Amr.AUTHENTICATED));
        if (role.isEmpty()) {
            claims.ignored(ComponentKind.BINDING.describe(binding.name()) + " of "
                    + ComponentKind.POOL.describe(pool.name()) + " maps to role '" + name
                    + "', which is missing, disabled or does not trust the pool");
        }
        return role;
    }
}
