package io.cloakpool.identitypool.role;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.pool.AllowedRoles;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.role.MappedRoles.Named;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the role of an identity: by the mapping of its login's binding, by the pool's default, or the one that a signed-in caller
 * asks for out of those that it may.
 */
public final class RoleChooser {
    private static final String REQUEST = "request";
    private static final String TOKEN = "openid-token";
    private static final String TRUST = "trusted-login";

    private final PoolRepository pools;
    private final TrustedClaims claims;
    private final PrincipalTags tags;

    public RoleChooser(PoolRepository pools, ClaimTrust trust, ConfigurationLog log) {
        this.pools = pools;
        this.claims = new TrustedClaims(trust, log);
        this.tags = new PrincipalTags(claims);
    }

    /**
     * The role for these logins.
     *
     * @param logins of one user; none for a guest. Their order decides where several bindings have a mapping
     * @param requestedArn the role that the caller asks for; null for what it gets without asking
     * @throws Refused {@code INVALID_PARAMETER} for a text that is no ARN and for claims that cannot be tags, {@code
     *     ROLE_NOT_ALLOWED} for a role that the caller may not have, whether it exists or not, and when a mapping gives none and
     *     says so, {@code POOL_MISCONFIGURED} when the default is missing, disabled or does not trust the pool
     */
    public ChosenRole choose(IdentityPool pool, List<RoleLogin> logins, @Nullable String requestedArn) {
        return choose(pool, logins, requestedArn, Considerations.NONE);
    }

    /** As above, saying what is considered. */
    public ChosenRole choose(
            IdentityPool pool, List<RoleLogin> logins, @Nullable String requestedArn, Considerations considerations) {
        Named chosen = requestedArn == null
                ? unasked(pool, logins, considerations)
                : asked(pool, logins, requestedArn, considerations);
        return new ChosenRole(
                chosen.role(), chosen.by(), chosen.role().sessionTags() ? tags.of(logins, Map.of()) : Map.of());
    }

    /**
     * What these logins may have later, for whoever holds the pool's OpenID token.
     *
     * @param logins of one user; none where only a back end vouches for it
     * @param given tags that a back end gave; they take precedence
     * @throws Refused {@code INVALID_PARAMETER} for more roles than fit into a token, and as {@link #choose}
     */
    public LaterChoice later(IdentityPool pool, List<RoleLogin> logins, Map<String, String> given) {
        List<RoleLogin> mapped = mapped(logins);
        AllowedRoles roles = mapped.isEmpty() ? null : allowed(pool, mapped);
        Set<String> names = roles == null ? requestable(pool) : roles.names();
        if (names.size() > LaterChoice.MAX_ROLES) {
            throw new Refused(
                    Reason.INVALID_PARAMETER, "The login maps to more than " + LaterChoice.MAX_ROLES + " roles.");
        }
        boolean tagged =
                names.stream().flatMap(name -> pools.role(name).stream()).anyMatch(PoolRole::sessionTags);
        return new LaterChoice(roles, tagged ? tags.of(logins, given) : Map.of());
    }

    private AllowedRoles allowed(IdentityPool pool, List<RoleLogin> mapped) {
        Set<String> names = new LinkedHashSet<>();
        find(pool, mapped, true, Considerations.NONE, role -> {
            names.add(role.name());
            return false;
        });
        String unasked = find(pool, mapped, false, Considerations.NONE, role -> true)
                .map(named -> named.role().name())
                .orElse(denies(mapped) ? null : defaultName(pool, Amr.AUTHENTICATED));
        if (unasked != null) {
            names.add(unasked);
        }
        return new AllowedRoles(unasked, names);
    }

    /**
     * The role of the holder of a pool's OpenID token.
     *
     * @param binding of the login that the token was made for, as it is now; null where no binding accepts it
     * @param choice what {@link #later} said when the token was made
     * @param requestedArn the role that the holder asks for; null for what it gets without asking
     * @throws Refused as the other {@link #choose}
     */
    public ChosenRole choose(
            IdentityPool pool, @Nullable LoginBinding binding, LaterChoice choice, @Nullable String requestedArn) {
        boolean mapped = binding == null ? choice.roles() != null : binding.roleMapping() != null;
        if (mapped) {
            AllowedRoles allowed = choice.roles() == null ? new AllowedRoles(null, Set.of()) : choice.roles();
            Optional<String> name = requestedArn == null
                    ? Optional.ofNullable(allowed.unasked())
                    : roleName(requestedArn).filter(allowed.names()::contains);
            PoolRole role = name.filter(found -> isStillGiven(pool, found))
                    .flatMap(found -> trusting(pool, Amr.AUTHENTICATED, found))
                    .orElseThrow(RoleChooser::notAllowed);
            return new ChosenRole(role, requestedArn == null ? TOKEN : REQUEST, choice.tags());
        }
        Named chosen = requestedArn == null ? byDefault(pool, Amr.AUTHENTICATED) : requested(pool, requestedArn);
        return new ChosenRole(chosen.role(), chosen.by(), choice.tags());
    }

    /**
     * The role that trusts logins by its own configuration, whatever the pool would give them.
     *
     * @param given tags that the login brings along, beside those that the bindings map
     * @throws Refused {@code INVALID_PARAMETER} for claims that cannot be tags, for more tags than a session may have, and for a given
     *     tag that a binding maps: policies stand on what the binding proves
     */
    public ChosenRole trusted(PoolRole role, List<RoleLogin> logins, Map<String, String> given) {
        if (!role.sessionTags()) {
            return new ChosenRole(role, TRUST, Map.of());
        }
        Map<String, String> mapped = tags.of(logins, Map.of());
        if (given.isEmpty()) {
            return new ChosenRole(role, TRUST, mapped);
        }
        given.keySet().stream()
                .filter(name -> mapped.keySet().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused(
                            Reason.INVALID_PARAMETER,
                            "The session has the tag '" + name + "' already; it cannot be changed.");
                });
        return new ChosenRole(role, TRUST, tags.of(logins, given));
    }

    /** The token may be a day old, and the rule that gave it the role be gone. */
    private static boolean isStillGiven(IdentityPool pool, String role) {
        String byDefault = defaultName(pool, Amr.AUTHENTICATED);
        return pool.bindings().stream()
                .flatMap(binding -> Stream.ofNullable(binding.roleMapping()))
                .anyMatch(mapping -> mapping.canGive(role, byDefault));
    }

    private Named unasked(IdentityPool pool, List<RoleLogin> logins, Considerations considerations) {
        List<RoleLogin> mapped = mapped(logins);
        Optional<Named> found = find(pool, mapped, false, considerations, role -> true);
        if (found.isPresent()) {
            return found.get();
        }
        if (denies(mapped)) {
            throw new Refused(Reason.ROLE_NOT_ALLOWED, "No role mapping of the identity pool gives this login a role.");
        }
        return byDefault(pool, logins.isEmpty() ? Amr.UNAUTHENTICATED : Amr.AUTHENTICATED);
    }

    private Named byDefault(IdentityPool pool, Amr amr) {
        return Optional.ofNullable(defaultName(pool, amr))
                .flatMap(name -> trusting(pool, amr, name))
                .map(role -> new Named(role, "default:" + amr.value()))
                .orElseThrow(() -> new Refused(
                        Reason.POOL_MISCONFIGURED,
                        "Invalid identity pool configuration. Check assigned IAM roles for this pool."));
    }

    private Named asked(IdentityPool pool, List<RoleLogin> logins, String requestedArn, Considerations considerations) {
        List<RoleLogin> mapped = mapped(logins);
        if (mapped.isEmpty() && !logins.isEmpty()) {
            return requested(pool, requestedArn);
        }
        Optional<String> name = roleName(requestedArn);
        return find(pool, mapped, true, considerations, found -> name.equals(Optional.of(found.name())))
                .map(found -> new Named(found.role(), REQUEST))
                .orElseThrow(RoleChooser::notAllowed);
    }

    /** A role that a signed-in caller asks for where no mapping says more. */
    private Named requested(IdentityPool pool, String requestedArn) {
        return roleName(requestedArn)
                .filter(requestable(pool)::contains)
                .flatMap(name -> trusting(pool, Amr.AUTHENTICATED, name))
                .map(role -> new Named(role, REQUEST))
                .orElseThrow(RoleChooser::notAllowed);
    }

    /** The first role that is accepted, by the mapping of one login after the other. */
    private Optional<Named> find(
            IdentityPool pool,
            List<RoleLogin> mapped,
            boolean choices,
            Considerations considerations,
            Predicate<PoolRole> accepts) {
        MappedRoles roles = new MappedRoles(pools, claims, pool, considerations);
        for (RoleLogin login : mapped) {
            RoleMapping mapping = login.binding().roleMapping();
            if (mapping != null) {
                Optional<Named> found = roles.find(login, mapping, choices, accepts);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<RoleLogin> mapped(List<RoleLogin> logins) {
        return logins.stream()
                .filter(login -> login.binding().roleMapping() != null)
                .toList();
    }

    private static boolean denies(List<RoleLogin> mapped) {
        return mapped.stream()
                .map(login -> login.binding().roleMapping())
                .anyMatch(mapping -> mapping != null && mapping.ambiguous() == RoleMapping.AmbiguousRole.DENY);
    }

    private Optional<PoolRole> trusting(IdentityPool pool, Amr amr, String name) {
        return pools.role(name).filter(role -> role.trusts(pool, amr));
    }

    /** What a signed-in caller may ask for where no mapping says more. */
    private static Set<String> requestable(IdentityPool pool) {
        Set<String> names = new LinkedHashSet<>(pool.settings().requestableRoles());
        Optional.ofNullable(defaultName(pool, Amr.AUTHENTICATED)).ifPresent(names::add);
        return names;
    }

    private static @Nullable String defaultName(IdentityPool pool, Amr amr) {
        return amr == Amr.AUTHENTICATED
                ? pool.settings().authenticatedRole()
                : pool.settings().unauthenticatedRole();
    }

    private Optional<String> roleName(String arn) {
        try {
            return RoleArns.name(pools.realm(), arn);
        } catch (InvalidArnException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "The role ARN is malformed.", e);
        }
    }

    private static Refused notAllowed() {
        return new Refused(Reason.ROLE_NOT_ALLOWED, "The requested role is not one that this login may take.");
    }
}
