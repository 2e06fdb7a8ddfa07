package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.identity.GuestIds;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.role.ClaimTrust;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Administering the pools of the current realm. Who may do it is decided by the door.
 *
 * <p>A role that a call names for the first time must exist, be enabled and trust the pool, else the call is refused; one that
 * was named before and has gone bad since is a warning of the answer, so that a pool can still be changed.
 *
 * <p>Every method answers or throws {@link io.cloakpool.identitypool.spi.Refused}: {@code POOL_NOT_FOUND}, {@code
 * INVALID_PARAMETER}, {@code CONFLICT}, {@code CONCURRENT_MODIFICATION}, {@code LIMIT_EXCEEDED}.
 */
public final class PoolAdministration {
    /** Most pools of a realm (Cognito: per account). */
    public static final int MAX_POOLS = 1_000;
    /** Most items of a page. */
    public static final int MAX_PAGE = 60;
    /** Expected revision that any existing pool has ({@code If-Match: *}). */
    public static final String ANY_REVISION = "*";

    private final PoolRepository pools;
    private final PoolStore store;
    private final IdentityStore identities;
    private final IdentityLocator locator;
    private final DefinitionCheck check;
    private final InstantSource clock;

    /** Wires the use cases for one request. */
    public PoolAdministration(
            PoolRepository pools,
            PoolStore store,
            IdentityStore identities,
            ClaimTrust trust,
            ProviderNames providers,
            InstantSource clock) {
        this.pools = pools;
        this.store = store;
        this.identities = identities;
        this.locator = IdentityLocator.ofStored(pools, identities, new GuestIds(clock, new SecureRandom()));
        this.check = new DefinitionCheck(pools, trust, providers);
        this.clock = clock;
    }

    /** Makes a pool with a new id. */
    public PoolView create(PoolDefinition definition) {
        return put(UUID.randomUUID(), definition, null, false);
    }

    /** The pool of this id. */
    public PoolView describe(PoolId id) {
        return view(stored(id));
    }

    /**
     * Replaces settings and bindings of a pool that exists.
     *
     * @param change makes the new definition of what is stored; nobody changes that in between
     */
    public PoolView update(PoolId id, Function<PoolView, PoolDefinition> change) {
        store.lock();
        IdentityPool pool = stored(id);
        return put(pool.id().uuid(), change.apply(view(pool)), null, false);
    }

    /**
     * Makes or replaces the pool of this id; the same call twice stores the same.
     *
     * @param expectedRevision the revision that the caller has seen, {@link #ANY_REVISION} for any existing pool, null for no
     *     expectation; anything else than what is stored is {@code CONCURRENT_MODIFICATION}
     * @param dryRun checks and answers the same, but stores nothing; single values are judged when storing only
     */
    public PoolView put(UUID uuid, PoolDefinition definition, @Nullable String expectedRevision, boolean dryRun) {
        PoolId id = new PoolId(pools.realm().region(), uuid);
        if (!dryRun) {
            store.lock();
        }
        IdentityPool before = pools.pool(id).orElse(null);
        requireRevision(before, expectedRevision);
        check.require(id, definition, before);
        if (dryRun) {
            return view(id, definition);
        }
        definition.roles().forEach(store::saveRole);
        return view(store.savePool(uuid, definition.settings(), definition.bindings()));
    }

    /**
     * Deletes a pool and its identities, also one that cannot be used.
     *
     * @param expectedRevision as in {@link #put}
     */
    public void delete(PoolId id, @Nullable String expectedRevision) {
        store.lock();
        if (expectedRevision != null) {
            requireRevision(pools.pool(id).orElse(null), expectedRevision);
        }
        if (!id.region().equals(pools.realm().region()) || !store.deletePool(id)) {
            throw notFound(id);
        }
    }

    /**
     * Pools by name.
     *
     * @param max 1 to {@value #MAX_PAGE}
     * @param next {@link Page#next} of the page before; null for the first
     */
    public Page<PoolView> list(int max, @Nullable String next) {
        String after = PageTokens.after(next);
        List<PoolView> found = pools.pools().stream()
                .sorted(Comparator.comparing(IdentityPool::name))
                .filter(pool -> after == null || pool.name().compareTo(after) > 0)
                .limit(PageTokens.requireMax(max) + 1L)
                .map(this::view)
                .toList();
        return PageTokens.page(found, max, view -> view.settings().name());
    }

    /** Default roles and role mappings of a pool. */
    public PoolRoles roles(PoolId id) {
        IdentityPool pool = stored(id);
        Map<String, RoleMapping> mappings = new HashMap<>();
        for (LoginBinding binding : pool.bindings()) {
            if (binding.roleMapping() != null) {
                mappings.put(binding.name(), binding.roleMapping());
            }
        }
        PoolSettings settings = pool.settings();
        return new PoolRoles(arn(settings.authenticatedRole()), arn(settings.unauthenticatedRole()), mappings);
    }

    /** Replaces default roles and role mappings of a pool. */
    public PoolView setRoles(PoolId id, PoolRoles roles) {
        store.lock();
        IdentityPool pool = stored(id);
        PoolSettings settings = PoolSettingsChange.roles(
                pool.settings(), roleName(roles.authenticated()), roleName(roles.unauthenticated()));
        List<BindingSettings> bindings = bindings(pool).stream()
                .map(binding -> binding.withRoleMapping(roles.mappings().get(binding.name())))
                .toList();
        return put(id.uuid(), new PoolDefinition(settings, bindings, List.of()), null, false);
    }

    /** Replaces the tag mapping of one binding of a pool; null takes it away. */
    public PoolView setTags(PoolId id, String bindingName, @Nullable TagMapping mapping) {
        store.lock();
        IdentityPool pool = stored(id);
        List<BindingSettings> bindings = bindings(pool).stream()
                .map(binding -> binding.name().equals(bindingName) ? binding.withTagMapping(mapping) : binding)
                .toList();
        return put(id.uuid(), new PoolDefinition(pool.settings(), bindings, List.of()), null, false);
    }

    /** Identities of a pool by id; guests that never signed in have no row and are not listed. Paging as in {@link #list}. */
    public Page<Identity> identities(PoolId id, int max, @Nullable String next, boolean hideRetired) {
        String text = PageTokens.after(next);
        IdentityId after = text == null ? null : IdentityId.parse(text).orElseThrow(() -> PageTokens.invalid(null));
        return PageTokens.page(
                identities.list(stored(id).id(), after, PageTokens.requireMax(max) + 1, hideRetired),
                max,
                identity -> identity.id().toString());
    }

    /** An identity that has a row. */
    public Identity identity(IdentityId id) {
        Identity row = locator.locate(id).row();
        if (row == null) {
            throw IdentityLocator.notFound(id);
        }
        return row;
    }

    /** Ends an identity and all credentials that were issued to it, for good. Also a guest's. Twice is as once. */
    public void retire(IdentityId id) {
        identities.retire(locator.locate(id).pool().id(), id, null, clock.instant());
    }

    /** Ends an identity as {@link #retire}, and forgets its logins: each is a new identity's from then on. */
    public void delete(IdentityId id) {
        identities.delete(locator.locate(id).pool().id(), id, clock.instant());
    }

    /** Replaces the tags of a pool by what becomes of them. */
    public PoolView retag(PoolId id, UnaryOperator<Map<String, String>> change) {
        store.lock();
        IdentityPool pool = stored(id);
        PoolSettings settings = PoolSettingsChange.tags(
                pool.settings(), change.apply(new TreeMap<>(pool.settings().tags())));
        return put(id.uuid(), new PoolDefinition(settings, bindings(pool), List.of()), null, false);
    }

    static Refused notFound(PoolId id) {
        return new Refused(Reason.POOL_NOT_FOUND, "IdentityPool '" + id + "' not found.");
    }

    private IdentityPool stored(PoolId id) {
        return pools.pool(id).orElseThrow(() -> notFound(id));
    }

    private void requireRevision(@Nullable IdentityPool before, @Nullable String expected) {
        boolean met = expected == null
                || (before != null
                        && (expected.equals(ANY_REVISION)
                                || expected.equals(view(before).revision())));
        if (!met) {
            throw new Refused(
                    Reason.CONCURRENT_MODIFICATION, "The identity pool is not the one of the expected revision.");
        }
    }

    private PoolView view(IdentityPool pool) {
        return view(pool.id(), new PoolDefinition(pool.settings(), bindings(pool), List.of()));
    }

    private PoolView view(PoolId id, PoolDefinition definition) {
        List<BindingSettings> bindings = definition.bindings().stream()
                .sorted(Comparator.comparing(BindingSettings::name))
                .toList();
        return new PoolView(
                id,
                definition.settings(),
                bindings,
                PoolRevision.of(definition.settings(), bindings),
                check.warnings(definition));
    }

    private static List<BindingSettings> bindings(IdentityPool pool) {
        return pool.bindings().stream().map(LoginBinding::settings).toList();
    }

    private @Nullable String arn(@Nullable String roleName) {
        return roleName == null ? null : RoleArns.of(pools.realm(), roleName);
    }

    private @Nullable String roleName(@Nullable String arn) {
        return arn == null ? null : roleNameOf(arn);
    }

    /**
     * The name of the role that an ARN names.
     *
     * @throws io.cloakpool.identitypool.spi.Refused {@code INVALID_PARAMETER} for every text but the ARN of a role of this realm
     */
    public String roleNameOf(String arn) {
        try {
            return RoleArns.name(pools.realm(), arn).orElseThrow(() -> badRole(null));
        } catch (InvalidArnException e) {
            throw badRole(e);
        }
    }

    private Refused badRole(@Nullable Throwable cause) {
        String message = "A role must be named as arn:aws:iam::" + pools.realm().accountId() + ":role/{name}.";
        return cause == null
                ? new Refused(Reason.INVALID_PARAMETER, message)
                : new Refused(Reason.INVALID_PARAMETER, message, cause);
    }
}
