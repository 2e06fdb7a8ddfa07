package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** AssumeRoleWithSAML: who gets which role in which pool. */
final class SamlRolesTest extends SamlRoleStage {
    @Test
    void user_takes_the_role_that_the_provider_grants_and_that_trusts_the_login() {
        AssumedSamlRole answer = assume(token(GRANT, NAME), new Narrowing(null, Duration.ofMinutes(30), ALLOW_ALL));
        AssumedRole assumed = answer.assumed();
        OpenedCredential opened = world.open(assumed.credentials());

        assertThat(assumed.subject()).isEqualTo("alice");
        assertThat(assumed.audience()).isEqualTo(FakeAssertions.RECIPIENT);
        assertThat(assumed.provider()).isEqualTo(FakeAssertions.ISSUER);
        assertThat(assumed.assumedRoleArn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/report/alice@example.com");
        assertThat(assumed.assumedRoleId()).matches("AROA[A-Z2-7]{17}:alice@example.com");
        assertThat(assumed.packedPercent()).isEqualTo(OptionalInt.of(3));
        assertThat(answer.subjectType()).isEmpty();
        // printf '%s' 'https://idp.example123456789012/adfs' | openssl sha1 -binary | base64
        assertThat(answer.nameQualifier()).isEqualTo("Dlw0tNp1Jxy4/xC3Kav+nE7KKDI=");
        assertThat(opened.roleName()).isEqualTo("report");
        assertThat(opened.amr()).containsExactly("authenticated", PROVIDER, PROVIDER + ":alice");
        assertThat(opened.expiresAt()).isEqualTo(FakeClock.START.plusSeconds(1800));
        assertThat(opened.sessionPolicies()).containsExactly(ALLOW_ALL);
        assertThat(world.log.last().subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.ASSUME_ROLE_WITH_SAML,
                        POOL_ID.toString(),
                        opened.identityId().toString(),
                        "report",
                        null,
                        null));
    }

    @Test
    void identity_is_the_one_that_get_id_gives() {
        String token = token(GRANT, NAME);
        OpenedCredential opened = world.open(assume(token).assumed().credentials());

        assertThat(world.exchange().getId(POOL_ID, Map.of(PROVIDER, token)).id())
                .isEqualTo(opened.identityId());
    }

    @Test
    void role_that_is_off_or_does_not_trust_the_pool_gives_nothing() {
        world.pools.add(role(false, Set.of("main"), null, trust("main", "adfs", "*")));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
        world.pools.add(role(true, Set.of("other"), null, trust("main", "adfs", "*")));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(PROVIDER, token(GRANT, NAME), "role/report-is-no-arn", Narrowing.NONE));
        nothingHappened();
    }

    @Test
    void provider_that_two_bindings_of_the_pool_name_proves_nobody() {
        pool(POOL_ID, "main", binding("b-1", "adfs", Set.of()), binding("b-2", "again", Set.of()));

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
    }

    @Test
    void role_must_trust_the_login() {
        role(Set.of(), true, trust("main", "adfs", "bob"));
        Refused untrusted = assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));

        assertThat(assertRefused(
                        Reason.ROLE_NOT_ALLOWED,
                        () -> assume(
                                PROVIDER, token(GRANT, NAME), "arn:aws:iam::123456789012:role/nobody", Narrowing.NONE)))
                .hasMessage(untrusted.getMessage());
        nothingHappened();
    }

    @Test
    void assertion_that_proves_nothing_says_the_same_of_every_role() {
        FakeAssertions stranger = new FakeAssertions();
        String forged = stranger.token(world.clock, "forged");
        Refused trusting = assertRefused(Reason.LOGIN_INVALID, () -> assume(forged));

        assertThat(assertRefused(
                        Reason.LOGIN_INVALID,
                        () -> assume(PROVIDER, forged, "arn:aws:iam::123456789012:role/nobody", Narrowing.NONE)))
                .hasMessage(trusting.getMessage());
        nothingHappened();
    }

    @Test
    void provider_must_be_one_of_a_pool_and_the_one_that_is_named() {
        world.providers.saml("unbound");
        for (String arn :
                List.of(PROVIDER + "2", PROVIDER.replace("adfs", "unbound"), PROVIDER.replace("1234", "9999"))) {
            assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(arn, token(GRANT, NAME), ROLE, Narrowing.NONE)))
                    .hasMessage("No identity pool of this realm takes assertions of this SAML provider.");
        }
        world.providers.disable(ADFS);
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT, NAME)));
        nothingHappened();
    }

    /** Both bindings are of the provider, but only the second pool's app is the one for which the assertion was made. */
    @Test
    void first_trust_whose_binding_takes_the_assertion_decides_the_pool() {
        pool(OTHER, "other", binding("b-2", "adfs", Set.of("https://elsewhere.example")));
        role(Set.of(), true, trust("other", "adfs", "*"), trust("main", "adfs", "*"));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(POOL_ID);

        pool(OTHER, "other", binding("b-2", "adfs", Set.of(FakeAssertions.AUDIENCE)));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(OTHER);
        role(Set.of(), true, trust("other", "adfs", "bob"), trust("main", "adfs", "alice"));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(POOL_ID);
    }

    @Test
    void refusal_does_not_tell_which_binding_the_role_trusts() {
        pool(OTHER, "other", binding("b-0", "adfs", Set.of("https://elsewhere.example")));
        world.clock.forward(Duration.ofMinutes(-10));
        String late = token(GRANT, NAME);
        world.clock.forward(Duration.ofMinutes(10));
        List<String> messages = new ArrayList<>();
        for (TrustedLogin trust : List.of(trust("main", "adfs", "*"), trust("other", "adfs", "*"))) {
            role(Set.of(), true, trust);
            messages.add(assertRefused(Reason.LOGIN_INVALID, () -> assume(late)).getMessage());
        }

        assertThat(messages).containsOnly(messages.get(0));
    }

    @Test
    void assertion_is_used_up_for_the_pool_by_the_first_credentials() {
        pool(OTHER, "other", binding("b-2", "adfs", Set.of()));
        String token = token(GRANT, NAME);
        assertRefused(
                Reason.INVALID_PARAMETER, () -> assume(token, new Narrowing(null, Duration.ofSeconds(899), null)));
        assume(token);
        assume(token);
        role(Set.of(), true, trust("other", "adfs", "*"));

        int rows = world.identities.size();
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token))).hasMessageContaining("used elsewhere");
        assertThat(world.identities.size()).isEqualTo(rows);
    }

    /** All of it is judged ahead of what is stored and used up. */
    @Test
    void what_cannot_be_issued_leaves_nothing_behind() {
        pool(POOL_ID, "main", mapping(new TagMapping(false, Map.of("mail", "mail"))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(GRANT, NAME, new Attribute("mail", null, List.of("<no tag>")))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        new Attribute("mail", null, List.of("m".repeat(256))),
                        attribute("PrincipalTag:department", "d".repeat(205)))));
        world.pools.add(remote(trust("main", "adfs", "*")));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> assume(token(GRANT, NAME)));
        nothingHappened();
    }
}
