package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** AssumeRoleWithSAML: what the identity provider says of the session. */
final class SamlSessionTest extends SamlRoleStage {
    @Test
    void pair_of_arns_may_stand_in_either_order_and_among_others() {
        Attribute grants = attribute(
                "Role", "arn:aws:iam::123456789012:role/other," + PROVIDER, " " + PROVIDER + " , " + ROLE + " ");

        assertThat(assume(token(grants, NAME)).assumed().subject()).isEqualTo("alice");
    }

    @Test
    void provider_that_does_not_grant_the_role_gives_nothing() {
        for (String value : List.of(
                ROLE,
                ROLE + ",",
                ROLE + "," + PROVIDER + "2",
                ROLE + "2," + PROVIDER,
                ROLE + "," + PROVIDER + "," + PROVIDER + "2",
                ROLE + ";" + PROVIDER)) {
            assertThat(assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(attribute("Role", value), NAME))))
                    .hasMessage("Not authorized to perform sts:AssumeRoleWithSAML");
        }
        nothingHappened();
    }

    @Test
    void attributes_that_are_missing_or_malformed_are_named() {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token(NAME))))
                .hasMessage("Role is required in AuthnResponse");
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT))))
                .hasMessage("RoleSessionName is required in AuthnResponse");
        assertThat(assertRefused(
                        Reason.LOGIN_INVALID, () -> assume(token(GRANT, attribute("RoleSessionName", "alice", "bob")))))
                .hasMessage("RoleSessionName is required in AuthnResponse");
        for (String name : List.of("a", "a b", "x".repeat(65))) {
            assertThat(assertRefused(
                            Reason.LOGIN_INVALID, () -> assume(token(GRANT, attribute("RoleSessionName", name)))))
                    .hasMessageStartingWith("RoleSessionName in AuthnResponse must match");
        }
        for (Attribute source : List.of(attribute("SourceIdentity", "alice"), attribute("SourceIdentity"))) {
            assertRefused(Reason.UNSUPPORTED, () -> assume(token(GRANT, NAME, source)));
        }
        nothingHappened();
    }

    /** Else whoever the provider grants nothing could find out which roles there are and whom they trust. */
    @Test
    void who_is_granted_nothing_hears_the_same_of_every_role() {
        Attribute other = attribute("Role", "arn:aws:iam::123456789012:role/other," + PROVIDER);
        for (List<Attribute> attributes :
                List.of(List.of(NAME), List.of(GRANT), List.of(other, NAME), List.of(other))) {
            List<String> answers = new ArrayList<>();
            for (String role : List.of("report", "nobody", "user")) {
                String token = token(attributes.toArray(Attribute[]::new));
                Refused refused = catchThrowableOfType(
                        Refused.class,
                        () -> assume(PROVIDER, token, "arn:aws:iam::123456789012:role/" + role, Narrowing.NONE));
                answers.add(refused.reason() + " " + refused.getMessage());
            }
            assertThat(answers).containsOnly(answers.get(0));
        }
    }

    @Test
    void values_of_several_attributes_of_one_name_count_together() {
        Attribute other = attribute("Role", "arn:aws:iam::123456789012:role/other," + PROVIDER);

        assertThat(assume(token(other, NAME, GRANT)).assumed().subject()).isEqualTo("alice");
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT, NAME, NAME)));
    }

    /** The friendly name is the provider's own affair. */
    @Test
    void attributes_count_by_their_names_alone() {
        Attribute friendly = new Attribute("urn:x", ATTRIBUTES + "Role", List.of(ROLE + "," + PROVIDER));

        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(friendly, NAME)));
    }

    @Test
    void tags_need_the_consent_of_the_role() {
        Attribute department = attribute("PrincipalTag:department", "R + D");

        AssumedRole assumed = assume(token(GRANT, NAME, department)).assumed();
        assertThat(world.open(assumed.credentials()).principalTags()).isEqualTo(Map.of("department", "R + D"));
        assertThat(assumed.packedPercent()).isEqualTo(OptionalInt.of(1));

        world.uses.lifespans.clear();
        assertThat(assertRefused(
                        Reason.ROLE_NOT_ALLOWED,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:admin", "true")))))
                .hasMessage("Not authorized to perform sts:TagSession");
        role(Set.of("department"), false, trust("main", "adfs", "*"));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME, department)));
        assertThat(world.uses.lifespans).isEmpty();
        assertThat(assume(token(GRANT, NAME)).assumed().subject()).isEqualTo("alice");
    }

    @Test
    void tag_that_the_binding_maps_is_the_bindings() {
        pool(POOL_ID, "main", mapping(new TagMapping(true, Map.of())));
        role(Set.of("username", "team"), true, trust("main", "adfs", "*"));
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:UserName", "bob")))))
                .hasMessageContaining("cannot be changed");
        nothingHappened();

        AssumedRole assumed = assume(token(GRANT, NAME, attribute("PrincipalTag:Team", "blue")))
                .assumed();
        assertThat(world.open(assumed.credentials()).principalTags())
                .containsEntry("username", "alice")
                .containsEntry("Team", "blue");
    }

    @Test
    void tags_that_no_session_may_have_are_refused() {
        for (Attribute bad : List.of(
                attribute("PrincipalTag:department", "a", "b"),
                attribute("PrincipalTag:department"),
                attribute("PrincipalTag:department", "<b>"),
                attribute("PrincipalTag:", "a"),
                attribute("PrincipalTag:aws:x", "a"))) {
            assertRefused(Reason.INVALID_PARAMETER, () -> assume(token(GRANT, NAME, bad)));
        }
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        attribute("PrincipalTag:department", "a"),
                        attribute("PrincipalTag:Department", "b"))));
        role(Set.of("department", "team"), true, trust("main", "adfs", "*"));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        attribute("PrincipalTag:department", "x".repeat(256)),
                        attribute("PrincipalTag:team", "x".repeat(205)))));
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:\nforged line", "a")))))
                .hasMessageNotContaining("forged");
        nothingHappened();
    }

    @Test
    void credentials_end_with_the_session_at_the_identity_provider() {
        Instant end = FakeClock.START.plusSeconds(1000);
        assertThat(world.open(assume(token(end)).assumed().credentials()).expiresAt())
                .isEqualTo(end);
        assertThat(world.open(assume(token(FakeClock.START.plusSeconds(86_400)))
                                .assumed()
                                .credentials())
                        .expiresAt())
                .isEqualTo(FakeClock.START.plusSeconds(3600));
        adfs.profile(new SamlProfile(
                Duration.ofMinutes(1), SamlProfile.Principal.SUBJECT, "", "", Set.of(FakeAssertions.RECIPIENT)));

        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(token(FakeClock.START.minusSeconds(1))));
    }

    @Test
    void session_that_ends_before_a_service_elsewhere_could_issue_is_over() {
        world.pools.add(RemoteRoleTest.issuer(true));
        world.pools.add(remote(trust("main", "adfs", "*")));

        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(token(FakeClock.START.plusSeconds(899))));
        nothingHappened();
        assertThat(assume(token(FakeClock.START.plusSeconds(900)))
                        .assumed()
                        .credentials()
                        .accessKeyId())
                .isEqualTo("remoteKey0123456789");
    }
}
