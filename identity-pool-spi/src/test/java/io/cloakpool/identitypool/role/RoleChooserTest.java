package io.cloakpool.identitypool.role;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleChooserTest {
    private final FakePools pools = new FakePools(TestData.REALM);
    private final RoleChooser chooser = new RoleChooser(pools, new FakeClaimTrust(), message -> {});
    private final IdentityPool pool = TestData.pool(
            TestData.POOL_ID, TestData.settings().requestable("extra", "gone").build());

    @BeforeEach
    void roles() {
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        pools.add(TestData.role("guest", Amr.UNAUTHENTICATED));
        pools.add(TestData.role("extra", Amr.AUTHENTICATED));
        pools.add(TestData.role("secret", Amr.AUTHENTICATED));
    }

    @Test
    void default_follows_the_kind_of_identity_and_says_so() {
        ChosenRole user = choose(pool, Amr.AUTHENTICATED, null);
        ChosenRole guest = choose(pool, Amr.UNAUTHENTICATED, null);

        assertThat(user.role().name()).isEqualTo("user");
        assertThat(user.decidedBy()).isEqualTo("default:authenticated");
        assertThat(guest.role().name()).isEqualTo("guest");
        assertThat(guest.decidedBy()).isEqualTo("default:unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "extra"})
    void caller_may_ask_for_the_default_and_for_requestable_roles(String name) {
        ChosenRole chosen = choose(pool, Amr.AUTHENTICATED, arn(name));

        assertThat(chosen.role().name()).isEqualTo(name);
        assertThat(chosen.decidedBy()).isEqualTo("request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/secret",
                "arn:aws:iam::123456789012:role/gone",
                "arn:aws:iam::123456789012:role/guest",
                "arn:aws:iam::123456789012:role/path/extra",
                "arn:aws:iam::999999999999:role/extra",
                "arn:aws:sts::123456789012:assumed-role/extra/session",
                "arn:aws:iam::123456789012:user/extra"
            })
    void every_other_role_is_refused_alike(String arn) {
        assertThat(assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(pool, Amr.AUTHENTICATED, arn)))
                .hasMessage("The requested role is not one that this login may take.");
    }

    @Test
    void guests_may_ask_for_nothing() {
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(pool, Amr.UNAUTHENTICATED, arn("guest")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra", "arn:aws:iam::123456789012", "arn:aws:iam::123456789012:role/a\u0000b"})
    void text_that_is_no_arn_is_refused(String text) {
        assertRefused(Reason.INVALID_PARAMETER, () -> choose(pool, Amr.AUTHENTICATED, text));
    }

    @ParameterizedTest
    @EnumSource(Amr.class)
    void missing_default_is_a_fault_of_the_pool(Amr amr) {
        IdentityPool bare =
                TestData.pool(pool.id(), TestData.settings().roles(null, null).build());
        IdentityPool dangling = TestData.pool(
                pool.id(), TestData.settings().roles("none", "none").build());

        misconfigured(bare, amr);
        misconfigured(dangling, amr);
    }

    @Test
    void default_that_trusts_another_kind_of_identity_is_a_fault_of_the_pool() {
        misconfigured(
                TestData.pool(
                        pool.id(), TestData.settings().roles("guest", "user").build()),
                Amr.AUTHENTICATED);
    }

    @Test
    void default_that_trusts_another_pool_is_a_fault_of_the_pool() {
        misconfigured(TestData.pool(pool.id(), TestData.settings().name("other").build()), Amr.AUTHENTICATED);
    }

    @Test
    void disabled_role_is_given_to_nobody() {
        PoolRole user = TestData.role("user", Amr.AUTHENTICATED);
        pools.add(new PoolRole(
                user.id(),
                user.name(),
                false,
                user.policy(),
                null,
                Set.of("main"),
                Set.of(Amr.AUTHENTICATED),
                user.maxDuration(),
                true,
                null,
                StsTrust.NONE,
                "r2"));

        misconfigured(pool, Amr.AUTHENTICATED);
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> choose(pool, Amr.AUTHENTICATED, arn("user")));
    }

    private ChosenRole choose(IdentityPool of, Amr amr, @Nullable String requestedArn) {
        List<RoleLogin> logins = amr == Amr.UNAUTHENTICATED ? List.of() : List.of(Mappings.login(Map.of()));
        return chooser.choose(of, logins, requestedArn);
    }

    private void misconfigured(IdentityPool bad, Amr amr) {
        assertThat(assertRefused(Reason.POOL_MISCONFIGURED, () -> choose(bad, amr, null)))
                .hasMessage("Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    }

    private static String arn(String name) {
        return "arn:aws:iam::123456789012:role/" + name;
    }
}
