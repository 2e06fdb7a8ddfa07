package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role says about who may take it at the security token service. */
final class StsTrustConfigTest {
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private static final StsTrust TRUST = new StsTrust(
            List.of(
                    new TrustedLogin(
                            "demo",
                            "cluster",
                            List.of(new SubjectPattern("system:*:api"), new SubjectPattern("${user}"))),
                    new TrustedLogin("demo", "realm", List.of(new SubjectPattern("*")))),
            Set.of("reader", "writer"),
            Set.of("team", "Cost Center"));

    @Test
    void trust_survives_being_written_and_read_and_keeps_its_order() {
        RoleSettings settings = settings(TRUST);
        Map<String, List<String>> config = RoleConfig.config(settings);

        assertThat(RoleConfig.settings("user", Source.of(config))).isEqualTo(settings);
        assertThat(RoleConfig.role("id", "user", Source.of(config)).sts()).isEqualTo(TRUST);
        assertThat(config.get("trustedLogins"))
                .singleElement()
                .asString()
                .doesNotContain("${")
                .startsWith("[{\"pool\":\"demo\",\"binding\":\"cluster\",\"subjects\":[\"system:*:api\"");
    }

    @Test
    void role_says_nothing_of_it_unless_somebody_did() {
        RoleSettings read = RoleConfig.settings("user", Source.of(Map.of("policy", List.of(POLICY))));

        assertThat(read.sts()).isEqualTo(StsTrust.NONE);
        assertThat(RoleConfig.config(read)).doesNotContainKeys("trustedLogins", "assumableBy", "callerTags");
        assertThat(RoleConfig.settings("user", source(Map.of("trustedLogins", "[]")))
                        .sts())
                .isEqualTo(StsTrust.NONE);
    }

    @Test
    void revision_follows_the_trust() {
        assertThat(revision(TRUST)).isEqualTo(revision(TRUST)).isNotEqualTo(revision(StsTrust.NONE));
        assertThat(revision(new StsTrust(List.of(), Set.of("reader"), Set.of())))
                .isNotEqualTo(revision(StsTrust.NONE));
    }

    @Test
    void names_of_tags_do_not_depend_on_case() {
        assertThat(TRUST.takesTag("TEAM")).isTrue();
        assertThat(TRUST.takesTag("teams")).isFalse();
        assertThat(StsTrust.NONE.takesTag("team")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|must be a JSON array of 0 to 50 elements",
                "[1]|/0 must be a JSON object",
                "[{'pool':'demo','binding':'b','subjects':['*'],'x':1}]|/0 has a member that is not one of",
                "[{'binding':'b','subjects':['*']}]|/0/pool is needed",
                "[{'pool':'demo','subjects':['*']}]|/0/binding is needed",
                "[{'pool':'demo','binding':'b'}]|/0/subjects is needed",
                "[{'pool':'demo','binding':'b','subjects':[]}]|/0/subjects must be a JSON array of 1 to 50 elements",
                "[{'pool':'demo','binding':'b','subjects':'*'}]|/0/subjects must be a JSON array of 1 to 50 elements",
                "[{'pool':'demo','binding':'b','subjects':['*',1]}]|/0/subjects/1 must be a string",
                "[{'pool':'demo','binding':'b','subjects':['']}]|/0/subjects/0 does not match",
                "[{'pool':'de/mo','binding':'b','subjects':['*']}]|/0/pool does not match",
                "[{'pool':'demo','binding':'b','subjects':['*']},{'pool':'other','binding':'b','subjects':['*']}]|/1/pool is not one of trustedPools",
                "nothing|is not JSON"
            })
    void what_is_wrong_is_told_by_its_place(String json, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings("user", source(Map.of("trustedLogins", json.replace('\'', '"')))))
                .withMessageStartingWith("pool role \"user\": trustedLogins ")
                .withMessageContaining(problem);
    }

    @Test
    void trust_has_limits() {
        refused("trustedLogins", "[" + "{\"pool\":\"demo\"},".repeat(50) + "{}]", "0 to 50 elements");
        refused("trustedLogins", "[\"" + "x".repeat(16_384) + "\"]", "is longer than 16384 characters");
        refused("assumableBy", "a/b", "does not match");
        refused("callerTags", "aws:x", "must not begin with aws:");
        refused("callerTags", "a*", "does not match");
        List<String> many = IntStream.range(0, 51).mapToObj(i -> "r" + i).toList();
        for (String key : List.of("assumableBy", "callerTags")) {
            Map<String, List<String>> config = new HashMap<>(Map.of("policy", List.of(POLICY), key, many));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RoleConfig.settings("user", Source.of(config)))
                    .withMessageContaining(key + " holds more than 50 values");
        }
    }

    @Test
    void what_can_never_work_is_refused() {
        String login = "[{\"pool\":\"demo\",\"binding\":\"b\",\"subjects\":[\"*\"]}]";
        refused(
                Map.of("trustedLogins", login, "trustedAmr", "unauthenticated"),
                "trustedLogins need authenticated in trustedAmr");
        refused(
                Map.of("assumableBy", "reader", "issuer", "ceph", "remoteRoleArn", "arn:aws:iam::1:role/x"),
                "assumableBy is not for a role with a credential issuer");
        refused(
                Map.of("callerTags", "team", "sessionTags", "false"),
                "callerTags is not for a role without sessionTags");
    }

    private static void refused(String key, String value, String problem) {
        refused(Map.of(key, value), problem);
    }

    private static void refused(Map<String, String> values, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleConfig.settings("user", source(values)))
                .withMessageContaining(problem);
    }

    private static Source source(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of("policy", POLICY, "trustedPools", "demo"));
        all.putAll(values);
        return Source.of(all.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }

    private static RoleSettings settings(StsTrust trust) {
        return new RoleSettings(
                "user",
                true,
                POLICY,
                null,
                Set.of("demo"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                null,
                trust);
    }

    private static String revision(StsTrust trust) {
        return RoleConfig.role("id", "user", Source.of(RoleConfig.config(settings(trust))))
                .revision();
    }
}
