package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.bindingSettings;
import static io.cloakpool.identitypool.fakes.TestData.roleSettings;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.identity.GuestIds;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Reason;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolAdministrationTest {
    private static final PoolDefinition BARE =
            new PoolDefinition(settings().roles(null, null).build(), List.of(bindingSettings("webapp")), List.of());
    static final ProviderNames NAMES = new ProviderNames(TestData.REALM, new FakeProviders(new FakeTokens()));
    private static final PoolId UNKNOWN = new PoolId("eu-west-1", new UUID(1, 2));

    private final FakeClock clock = new FakeClock();
    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeIdentities identities = new FakeIdentities();
    private final FakeClaimTrust claimTrust = new FakeClaimTrust();
    private final FakeProviders providers = new FakeProviders(new FakeTokens());
    private final ProviderNames names = new ProviderNames(TestData.REALM, providers);
    private final PoolAdministration admin = new PoolAdministration(pools, pools, identities, claimTrust, names, clock);

    @Test
    void created_pool_is_described_and_deleted() {
        PoolView created = admin.create(BARE);

        assertThat(created.id().region()).isEqualTo("eu-west-1");
        assertThat(created.warnings()).isEmpty();
        assertThat(admin.describe(created.id())).isEqualTo(created);
        admin.delete(created.id(), null);
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.describe(created.id()));
    }

    @Test
    void unknown_pool_is_refused_everywhere() {
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.describe(UNKNOWN));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.update(UNKNOWN, old -> BARE));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.delete(UNKNOWN, null));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.roles(UNKNOWN));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.setRoles(UNKNOWN, new PoolRoles(null, null, Map.of())));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.identities(UNKNOWN, 1, null, false));
        assertThat(pools.writes).isEqualTo(1);
    }

    @Test
    void put_twice_stores_the_same_under_the_same_revision() {
        UUID id = UUID.randomUUID();

        PoolView first = admin.put(id, BARE, null, false);
        PoolView second = admin.put(id, BARE, first.revision(), false);

        assertThat(second).isEqualTo(first);
        assertThat(first.revision()).matches("[0-9a-f]{64}");
        assertThat(admin.put(id, BARE, PoolAdministration.ANY_REVISION, false)).isEqualTo(first);
    }

    @Test
    void revision_does_not_depend_on_order_but_on_every_value() {
        BindingSettings a =
                new BindingSettings("a", LoginProvider.REALM, Set.of("x", "y"), true, null, null, SamlSettings.NONE);
        PoolView one = view(new PoolDefinition(BARE.settings(), List.of(a), List.of()));
        PoolView other = view(new PoolDefinition(
                BARE.settings(),
                List.of(new BindingSettings(
                        "a", LoginProvider.REALM, Set.of("y", "x"), true, null, null, SamlSettings.NONE)),
                List.of()));
        assertThat(one.revision()).isEqualTo(other.revision());

        assertThat(view(new PoolDefinition(
                                BARE.settings(),
                                List.of(new BindingSettings(
                                        "a",
                                        LoginProvider.REALM,
                                        Set.of("x", "y"),
                                        false,
                                        null,
                                        null,
                                        SamlSettings.NONE)),
                                List.of()))
                        .revision())
                .isNotEqualTo(one.revision());
        assertThat(view(new PoolDefinition(
                                settings()
                                        .roles(null, null)
                                        .lifetime(Duration.ofHours(2))
                                        .build(),
                                List.of(a),
                                List.of()))
                        .revision())
                .isNotEqualTo(one.revision());
    }

    @Test
    void other_revision_than_the_expected_one_is_refused() {
        UUID id = UUID.randomUUID();
        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.put(id, BARE, "*", false));
        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.put(id, BARE, "0".repeat(64), false));
        admin.put(id, BARE, null, false);

        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.put(id, BARE, "0".repeat(64), false));
        assertThat(pools.writes).isEqualTo(1);
    }

    @Test
    void pool_is_deleted_by_its_id_and_revision_only() {
        PoolView pool = admin.create(BARE);
        PoolId abroad = new PoolId("us-east-1", pool.id().uuid());

        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.delete(pool.id(), "0".repeat(64)));
        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.delete(abroad, null));
        admin.delete(pool.id(), pool.revision());
        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.delete(pool.id(), "*"));
    }

    @Test
    void pool_that_the_realm_makes_unusable_is_deleted_by_its_id() {
        PoolView pool = admin.create(BARE);
        pools.misconfigured = true;

        admin.delete(pool.id(), null);

        assertRefused(Reason.POOL_NOT_FOUND, () -> admin.delete(pool.id(), null));
    }

    @Test
    void what_another_request_stored_meanwhile_is_seen() {
        PoolView seen = admin.create(BARE);
        PoolDefinition changed =
                new PoolDefinition(settings().roles(null, null).endWithSession().build(), BARE.bindings(), List.of());

        pools.beforeLock = () -> admin.put(seen.id().uuid(), changed, null, false);
        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> admin.put(seen.id().uuid(), BARE, seen.revision(), false));
        pools.beforeLock = () -> admin.put(seen.id().uuid(), BARE, null, false);
        assertRefused(
                Reason.CONCURRENT_MODIFICATION,
                () -> admin.delete(seen.id(), admin.describe(seen.id()).revision()));
        pools.beforeLock = () -> admin.put(UUID.randomUUID(), named("other"), null, false);
        assertRefused(Reason.CONFLICT, () -> admin.put(UUID.randomUUID(), named("other"), null, false));
    }

    @Test
    void dry_run_answers_the_same_and_stores_nothing() {
        UUID id = UUID.randomUUID();
        PoolDefinition whole = withRoles(
                roleSettings("user", "main", Amr.AUTHENTICATED), roleSettings("guest", "main", Amr.UNAUTHENTICATED));

        PoolView dry = admin.put(id, whole, null, true);

        assertThat(pools.writes).isZero();
        assertThat(admin.put(id, whole, null, false)).isEqualTo(dry);
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.put(id, withBindings(bindingSettings()), null, true));
    }

    @Test
    void name_of_another_pool_is_taken_and_ones_own_is_not() {
        PoolView pool = admin.create(BARE);

        assertRefused(Reason.CONFLICT, () -> admin.create(BARE));
        assertThat(admin.update(pool.id(), old -> BARE)).isEqualTo(pool);
    }

    @Test
    void bindings_must_make_sense() {
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(withBindings(bindingSettings())));
        assertRefused(
                Reason.INVALID_PARAMETER, () -> admin.create(withBindings(bindingSettings("a"), bindingSettings("b"))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.create(withBindings(
                        bindingSettings("a"),
                        new BindingSettings(
                                "second", LoginProvider.REALM, Set.of("b"), true, null, null, SamlSettings.NONE))));
    }

    @Test
    void provider_must_be_there_and_enabled_when_it_is_first_named() {
        LoginProvider corp = LoginProvider.of(LoginProvider.Kind.OIDC, "corp");
        PoolDefinition pool =
                withBindings(new BindingSettings("corp", corp, Set.of(), true, null, null, SamlSettings.NONE));
        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(pool)))
                .hasMessage("providerName of binding 'corp' names no OpenID Connect identity provider with an issuer.");
        providers.openIdConnect("corp");
        providers.disable(corp);
        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(pool)))
                .hasMessageContaining("names no enabled OpenID Connect identity provider");

        providers.openIdConnect("corp");
        PoolId id = admin.create(pool).id();
        providers.remove(corp);

        assertThat(admin.update(id, old -> pool).warnings())
                .containsExactly(
                        "providerName of binding 'corp' names no OpenID Connect identity provider with an issuer");
    }

    @Test
    void provider_has_one_binding_wherever_it_is_asked() {
        LoginProvider google = LoginProvider.of(LoginProvider.Kind.GOOGLE);
        LoginProvider elsewhere = new LoginProvider(google.kind(), null, URI.create("https://proxy.example"));

        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.create(withBindings(
                        new BindingSettings("a", google, Set.of("app"), true, null, null, SamlSettings.NONE),
                        new BindingSettings("b", elsewhere, Set.of("app"), true, null, null, SamlSettings.NONE))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.create(
                        withBindings(new BindingSettings("a", google, Set.of(), true, null, null, SamlSettings.NONE))));
    }

    @Test
    void revision_follows_the_provider() {
        providers.openIdConnect("a");
        providers.openIdConnect("b");
        PoolId id = admin.create(BARE).id();
        Set<String> revisions = new HashSet<>();
        for (LoginProvider provider : List.of(
                LoginProvider.of(LoginProvider.Kind.OIDC, "a"),
                LoginProvider.of(LoginProvider.Kind.OIDC, "b"),
                LoginProvider.of(LoginProvider.Kind.GOOGLE),
                new LoginProvider(LoginProvider.Kind.GOOGLE, null, URI.create("https://proxy.example")))) {
            BindingSettings binding =
                    new BindingSettings("x", provider, Set.of("app"), true, null, null, SamlSettings.NONE);
            revisions.add(admin.update(id, old -> withBindings(binding)).revision());
        }

        assertThat(revisions).hasSize(4);
    }

    @Test
    void classic_flow_needs_a_configured_hostname() {
        PoolDefinition classic = new PoolDefinition(
                settings().roles(null, null).classic().build(), List.of(bindingSettings("webapp")), List.of());
        pools.realm(TestData.realm("realm-1", false));
        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(classic)))
                .hasMessageContaining("allowClassicFlow");
        assertThat(admin.create(BARE)).isNotNull();
        pools.realm(TestData.REALM);

        assertThat(admin.update(admin.list(1, null).items().get(0).id(), old -> classic))
                .isNotNull();
    }

    @Test
    void developer_provider_name_is_kept_once_it_is_set() {
        PoolView pool = admin.create(developer(null));
        admin.update(pool.id(), old -> developer("login.app"));

        assertThat(admin.update(pool.id(), old -> developer("login.app"))).isNotNull();
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.update(pool.id(), old -> developer("other.app")));
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.update(pool.id(), old -> developer(null)));
    }

    /** It stands in tokens where the names of other providers stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts.google.com",
                "appleid.apple.com",
                "cognito-identity.amazonaws.com",
                "id.example/realms/demo"
            })
    void developer_provider_has_no_name_of_a_provider_that_vouches_for_its_own_users(String name) {
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(developer(name)));
    }

    @Test
    void role_named_for_the_first_time_must_exist_be_enabled_and_trust_the_pool() {
        refusedRole("does not exist");
        refusedRole(
                "is disabled",
                new RoleSettings(
                        "user",
                        false,
                        TestData.ALLOW_ALL,
                        null,
                        Set.of("main"),
                        Set.of(Amr.AUTHENTICATED),
                        Duration.ofHours(1),
                        true,
                        null,
                        StsTrust.NONE));
        refusedRole("does not trust pool 'main'", roleSettings("user", "other", Amr.AUTHENTICATED));
        refusedRole("does not trust authenticated identities", roleSettings("user", "main", Amr.UNAUTHENTICATED));
        assertThat(pools.writes).isZero();
    }

    @Test
    void roles_of_the_same_call_count() {
        PoolView pool = admin.create(withRoles(
                roleSettings("user", "main", Amr.AUTHENTICATED), roleSettings("guest", "main", Amr.UNAUTHENTICATED)));

        assertThat(pool.warnings()).isEmpty();
        assertThat(pools.role("user")).isPresent();
    }

    @Test
    void role_that_went_bad_is_a_warning_and_the_pool_can_still_be_changed() {
        PoolView pool = admin.create(withRoles(
                roleSettings("user", "main", Amr.AUTHENTICATED), roleSettings("guest", "main", Amr.UNAUTHENTICATED)));
        pools.deleteRole("guest");

        PoolView changed = admin.update(
                pool.id(),
                old -> new PoolDefinition(
                        settings().lifetime(Duration.ofHours(2)).build(),
                        List.of(bindingSettings("webapp")),
                        List.of()));

        assertThat(changed.warnings()).containsExactly("unauthenticatedRole: role 'guest' does not exist");
        assertThat(admin.describe(pool.id()).warnings()).hasSize(1);
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.update(
                        pool.id(),
                        old -> new PoolDefinition(
                                settings().requestable("none").build(),
                                List.of(bindingSettings("webapp")),
                                List.of())));
    }

    @Test
    void default_roles_are_set_and_shown_as_arns() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        pools.add(TestData.role("guest", Amr.UNAUTHENTICATED));
        PoolView pool = admin.create(BARE);
        PoolRoles roles = new PoolRoles(arn("user"), arn("guest"), Map.of());

        admin.setRoles(pool.id(), roles);

        assertThat(admin.roles(pool.id())).isEqualTo(roles);
        assertThat(admin.describe(pool.id()).bindings()).isEqualTo(pool.bindings());
        admin.setRoles(pool.id(), new PoolRoles(null, null, Map.of()));
        assertThat(admin.roles(pool.id())).isEqualTo(new PoolRoles(null, null, Map.of()));
    }

    @Test
    void mappings_and_tags_are_set_for_one_binding_and_nothing_else_changes() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        PoolView pool = admin.create(new PoolDefinition(
                TestData.settings().roles(null, null).build(), List.of(bindingSettings("webapp")), List.of()));
        RoleMapping mapping = new RoleMapping(
                RoleMapping.Type.RULES,
                RoleMapping.AmbiguousRole.DENY,
                List.of(new RoleRule("groups", RoleRule.MatchType.EQUALS, "staff", "user")));
        TagMapping tags = new TagMapping(false, Map.of("team", "groups"));

        PoolView tagged = admin.setTags(pool.id(), "realm", tags);
        PoolView mapped = admin.setRoles(pool.id(), new PoolRoles(null, null, Map.of("realm", mapping)));

        assertThat(mapped.bindings())
                .containsExactly(
                        bindingSettings("webapp").withRoleMapping(mapping).withTagMapping(tags));
        assertThat(admin.roles(pool.id()).mappings()).isEqualTo(Map.of("realm", mapping));
        assertThat(List.of(pool.revision(), tagged.revision(), mapped.revision()))
                .doesNotHaveDuplicates();
        admin.setRoles(pool.id(), new PoolRoles(null, null, Map.of()));
        admin.setTags(pool.id(), "realm", null);
        assertThat(admin.describe(pool.id()).revision()).isEqualTo(pool.revision());
    }

    @Test
    void rule_with_a_role_that_is_not_there_is_refused_at_save_and_a_warning_later() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        PoolDefinition definition = mapped("groups", "user");
        PoolView pool = admin.create(definition);
        assertThat(pool.warnings()).isEmpty();

        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER, () -> admin.update(pool.id(), old -> mapped("groups", "gone"))))
                .hasMessage("roleMapping of binding 'realm': role 'gone' does not exist.");
        pools.deleteRole("user");
        assertThat(admin.update(pool.id(), old -> definition).warnings())
                .containsExactly("roleMapping of binding 'realm': role 'user' does not exist");
    }

    @Test
    void rule_over_a_claim_that_users_write_is_refused_at_save_and_a_warning_later() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        claimTrust.writable.add("webapp/department");
        int before = pools.writes;

        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> admin.create(mapped("department", "user"))))
                .hasMessage("roleMapping of binding 'realm': claim 'department' can be written by the users:"
                        + " mapper of webapp.");
        assertThat(pools.writes).isEqualTo(before);

        claimTrust.writable.clear();
        PoolView pool = admin.create(mapped("department", "user"));
        claimTrust.writable.add("webapp/department");
        claimTrust.writable.add("webapp/team");
        assertThat(admin.update(pool.id(), old -> mapped("department", "user")).warnings())
                .containsExactly("roleMapping of binding 'realm': claim 'department' can be written by the users:"
                        + " mapper of webapp");
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.setTags(pool.id(), "realm", new TagMapping(false, Map.of("team", "team"))));
    }

    private static PoolDefinition mapped(String claim, String role) {
        RoleMapping mapping = new RoleMapping(
                RoleMapping.Type.RULES,
                RoleMapping.AmbiguousRole.DENY,
                List.of(new RoleRule(claim, RoleRule.MatchType.EQUALS, "x", role)));
        return new PoolDefinition(
                TestData.settings().roles(null, null).build(),
                List.of(bindingSettings("webapp").withRoleMapping(mapping)),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user",
                "arn:aws:iam::999999999999:role/user",
                "arn:aws:sts::123456789012:assumed-role/user/session",
                "arn:aws:iam::123456789012:role/path/user",
                "arn:aws:iam::123456789012:role/none"
            })
    void role_that_is_not_one_of_the_realm_is_refused(String arn) {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        PoolView pool = admin.create(BARE);

        assertRefused(Reason.INVALID_PARAMETER, () -> admin.setRoles(pool.id(), new PoolRoles(arn, null, Map.of())));
    }

    @Test
    void pools_are_listed_by_name_page_by_page() {
        for (String name : List.of("d", "b e", "a", "c")) {
            admin.create(named(name));
        }
        List<String> names = new ArrayList<>();
        String next = null;
        do {
            Page<PoolView> page = admin.list(2, next);
            page.items().forEach(pool -> names.add(pool.settings().name()));
            next = page.next();
            assertThat(next == null || next.matches("[\\w-]+")).isTrue();
        } while (next != null);

        assertThat(names).containsExactly("a", "b e", "c", "d");
    }

    @Test
    void page_outside_the_limits_and_foreign_tokens_are_refused() {
        PoolView pool = admin.create(BARE);
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.list(0, null));
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.list(61, null));
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.list(1, "!"));
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.identities(pool.id(), 61, null, false));
        assertRefused(Reason.INVALID_PARAMETER, () -> admin.identities(pool.id(), 1, "YWJj", false));
    }

    @Test
    void realm_has_at_most_a_thousand_pools() {
        for (int i = 0; i < PoolAdministration.MAX_POOLS; i++) {
            pools.add(TestData.pool(
                    new PoolId("eu-west-1", new UUID(1, i)),
                    settings().name("pool" + i).build()));
        }

        assertRefused(Reason.LIMIT_EXCEEDED, () -> admin.create(BARE));
        assertThat(admin.update(new PoolId("eu-west-1", new UUID(1, 0)), old -> named("pool0")))
                .isNotNull();
    }

    /** What another administrator has just taken away must not come back with a definition that was made before. */
    @Test
    void update_is_made_of_what_is_stored_when_nobody_else_can_change_it_any_more() {
        PoolView pool = admin.create(named("before"));
        pools.beforeLock = () -> admin.put(pool.id().uuid(), named("meanwhile"), null, false);
        List<String> seen = new ArrayList<>();

        admin.update(pool.id(), old -> {
            seen.add(old.settings().name());
            return named("after");
        });

        assertThat(seen).containsExactly("meanwhile");
    }

    @Test
    void identities_are_listed_page_by_page() {
        PoolView pool = admin.create(BARE);
        for (int i = 0; i < 3; i++) {
            identities.create(
                    pool.id(),
                    new IdentityId("eu-west-1", new UUID(0, i)),
                    List.of(new LoginName("p", "u" + i)),
                    clock.instant());
        }
        admin.retire(new IdentityId("eu-west-1", new UUID(0, 1)));

        Page<Identity> first = admin.identities(pool.id(), 2, null, false);
        Page<Identity> second = admin.identities(pool.id(), 2, first.next(), false);

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
        assertThat(admin.identities(pool.id(), 60, null, true).items()).hasSize(2);
    }

    @Test
    void identity_is_retired_for_good_with_its_credentials() {
        PoolView pool = admin.create(BARE);
        IdentityId id = new IdentityId("eu-west-1", new UUID(0, 1));
        identities.create(pool.id(), id, List.of(new LoginName("p", "u")), clock.instant());

        admin.retire(id);
        admin.retire(id);

        assertThat(admin.identity(id).active()).isFalse();
        assertThat(identities.isRevoked(id)).isTrue();
    }

    @Test
    void guest_without_row_is_retired_too_and_strangers_are_not_found() {
        IdentityPool pool = TestData.pool();
        pools.add(pool);
        IdentityId guest = new GuestIds(clock, new SecureRandom()).mint(pool);
        IdentityId stranger = new IdentityId("eu-west-1", new UUID(3, 4));
        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> admin.identity(guest));

        admin.retire(guest);

        assertThat(identities.isRevoked(guest)).isTrue();
        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> admin.retire(stranger));
        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> admin.identity(stranger));
    }

    private PoolView view(PoolDefinition definition) {
        return admin.put(UUID.randomUUID(), definition, null, true);
    }

    private void refusedRole(String problem, RoleSettings... roles) {
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> admin.create(new PoolDefinition(
                                settings().roles("user", null).build(),
                                List.of(bindingSettings("webapp")),
                                List.of(roles)))))
                .hasMessage("authenticatedRole: role 'user' " + problem + ".");
    }

    private static PoolDefinition withRoles(RoleSettings... roles) {
        return new PoolDefinition(settings().build(), List.of(bindingSettings("webapp")), List.of(roles));
    }

    private static PoolDefinition withBindings(BindingSettings... bindings) {
        return new PoolDefinition(settings().roles(null, null).build(), List.of(bindings), List.of());
    }

    private static PoolDefinition named(String name) {
        return new PoolDefinition(
                settings().roles(null, null).name(name).build(), List.of(bindingSettings("webapp")), List.of());
    }

    private static PoolDefinition developer(@Nullable String provider) {
        return new PoolDefinition(
                settings().roles(null, null).developer(provider).build(),
                List.of(bindingSettings("webapp")),
                List.of());
    }

    private static String arn(String role) {
        return "arn:aws:iam::123456789012:role/" + role;
    }
}
