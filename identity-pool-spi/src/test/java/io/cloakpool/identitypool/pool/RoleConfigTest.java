package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoleConfigTest {
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}""";

    @Test
    void settings_survive_being_written_and_read() {
        RoleSettings settings = new RoleSettings(
                "user",
                false,
                POLICY,
                POLICY,
                Set.of("demo", "other pool"),
                Set.of(Amr.AUTHENTICATED, Amr.UNAUTHENTICATED),
                Duration.ofHours(12),
                true,
                null,
                StsTrust.NONE);

        assertThat(RoleConfig.settings("user", Source.of(RoleConfig.config(settings))))
                .isEqualTo(settings);
    }

    @Test
    void variables_are_stored_as_no_import_takes_them_for_placeholders() {
        String policy = POLICY.replace("b/*", "b/${cognito-identity.amazonaws.com:sub}/${aws:PrincipalTag/team}");
        RoleSettings settings = new RoleSettings(
                "user",
                true,
                policy,
                policy,
                Set.of(),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                null,
                StsTrust.NONE);

        Map<String, List<String>> config = RoleConfig.config(settings);

        assertThat(Source.of(config).values("policy"))
                .singleElement()
                .asString()
                .doesNotContain("${")
                .contains("b/\\u0024{cognito-identity.amazonaws.com:sub}/\\u0024{aws:PrincipalTag/team}");
        assertThat(config.get("sessionPolicy")).isEqualTo(config.get("policy"));
        assertThat(RoleConfig.settings("user", Source.of(config))).isEqualTo(settings);
    }

    @Test
    void an_escaped_backslash_is_no_escaped_variable() {
        String policy = POLICY.replace("b/*", "b/\\\\u0024{x}/*");

        assertThat(RoleConfig.settings("user", Source.of(Map.of("policy", List.of(policy))))
                        .policy())
                .isEqualTo(policy);
    }

    @Test
    void empty_trust_is_for_signed_in_users_of_no_pool() {
        PoolRole role = RoleConfig.role("id", "user", Source.of(Map.of("policy", List.of(POLICY))));

        assertThat(role.enabled()).isTrue();
        assertThat(role.trustedPools()).isEmpty();
        assertThat(role.trustedAmr()).containsExactly(Amr.AUTHENTICATED);
        assertThat(role.sessionPolicy()).isNull();
    }

    @Test
    void missing_policy_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings("user", Source.of(Map.of())))
                .withMessage("pool role \"user\": policy is needed");
    }

    @Test
    void bad_policy_is_refused_with_the_place_of_its_error() {
        String bad = POLICY.replace("Allow", "Perhaps");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings("user", Source.of(Map.of("policy", List.of(bad)))))
                .withMessageStartingWith("pool role \"user\": policy is no usable policy: /Statement/0/Effect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings(
                        "user", Source.of(Map.of("policy", List.of(POLICY), "sessionPolicy", List.of(bad)))))
                .withMessageContaining("sessionPolicy is no usable policy");
    }

    @Test
    void duration_outside_the_limits_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings(
                        "user", Source.of(Map.of("policy", List.of(POLICY), "maxDuration", List.of("43201")))))
                .withMessageContaining("maxDuration must be whole seconds from 900 to 43200");
    }

    @Test
    void revision_follows_name_and_configuration() {
        String first = revision("user", "true");

        assertThat(revision("user", "true")).isEqualTo(first);
        assertThat(revision("user", "false")).isNotEqualTo(first);
        assertThat(revision("other", "true")).isNotEqualTo(first);
    }

    private static String revision(String name, String enabled) {
        Source source = Source.of(Map.of("policy", List.of(POLICY), "enabled", List.of(enabled)));
        return RoleConfig.role("id", name, source).revision();
    }
}
