package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.bindingSettings;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.FakeProviders;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of trusted logins when roles and pools are stored. */
final class TrustCheckTest {
    private static final BindingSettings INSTALLED = new BindingSettings(
            "installed", LoginProvider.of(Kind.CUSTOM, "chat"), Set.of("app"), true, null, null, SamlSettings.NONE);

    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeProviders providers = new FakeProviders(new FakeTokens());
    private final IssuerAdministration roles = new IssuerAdministration(pools, pools);
    private final PoolAdministration admin = new PoolAdministration(
            pools,
            pools,
            new FakeIdentities(),
            new FakeClaimTrust(),
            new ProviderNames(TestData.REALM, providers),
            new FakeClock());

    @Test
    void role_may_be_stored_before_its_pool() {
        roles.saveRole(role("realm"));

        assertThat(create(bindingSettings("webapp")).warnings()).isEmpty();
    }

    @Test
    void new_trust_in_a_binding_that_the_pool_lacks_or_that_cannot_tell_is_refused() {
        providers.custom("chat");
        create(bindingSettings("webapp"), INSTALLED);

        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> roles.saveRole(role("gone"))))
                .hasMessage("trustedLogins of role 'job': pool 'main' has no login binding 'gone'.");
        assertThat(assertRefused(Reason.INVALID_PARAMETER, () -> roles.saveRole(role("realm", "installed"))))
                .hasMessage(
                        "trustedLogins of role 'job': tokens of login binding 'installed' do not say whose they are.");
        assertThat(pools.role("job")).isEmpty();
        roles.saveRole(role("realm"));
        assertThat(pools.role("job")).isPresent();
    }

    @Test
    void roles_of_a_pools_own_definition_are_judged_by_its_new_bindings() {
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> admin.create(new PoolDefinition(
                        settings().roles(null, null).build(),
                        List.of(bindingSettings("webapp")),
                        List.of(role("gone")))));
        assertThat(pools.writes).isZero();

        PoolView stored = admin.create(new PoolDefinition(
                settings().roles(null, null).build(), List.of(bindingSettings("webapp")), List.of(role("realm"))));

        assertThat(stored.warnings()).isEmpty();
    }

    @Test
    void trust_that_went_bad_is_a_warning_of_its_pool_and_keeps_no_other_change_from_being_stored() {
        PoolView pool = create(bindingSettings("webapp"));
        roles.saveRole(role("realm"));

        PoolView changed = admin.update(
                pool.id(),
                old -> new PoolDefinition(old.settings(), List.of(renamed(bindingSettings("webapp"))), List.of()));
        roles.saveRole(role("realm"));

        assertThat(changed.warnings())
                .containsExactly("trustedLogins of role 'job': pool 'main' has no login binding 'realm'");
        assertThat(admin.describe(pool.id()).warnings()).isEqualTo(changed.warnings());
        roles.saveRole(role("renamed"));
        assertThat(admin.describe(pool.id()).warnings()).isEmpty();
    }

    private PoolView create(BindingSettings... bindings) {
        return admin.create(
                new PoolDefinition(settings().roles(null, null).build(), Arrays.asList(bindings), List.of()));
    }

    private static BindingSettings renamed(BindingSettings binding) {
        return new BindingSettings(
                "renamed",
                binding.provider(),
                binding.clientIds(),
                binding.serverSideCheck(),
                null,
                null,
                SamlSettings.NONE);
    }

    private static RoleSettings role(String... bindings) {
        return new RoleSettings(
                "job",
                true,
                ALLOW_ALL,
                null,
                Set.of("main"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                null,
                new StsTrust(
                        Arrays.stream(bindings)
                                .map(binding -> new TrustedLogin("main", binding, List.of(new SubjectPattern("*"))))
                                .toList(),
                        Set.of(),
                        Set.of()));
    }
}
