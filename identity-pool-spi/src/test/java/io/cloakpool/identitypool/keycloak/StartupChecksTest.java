package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartupChecksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "26.7.2",
                "26.7.4",
                "26.7.10",
                "26.8",
                "26.8.0",
                "27.0.0",
                "26.7.4.redhat-00001",
                "999.0.0-SNAPSHOT"
            })
    void fixed_version_is_taken(String version) {
        assertThat(StartupChecks.refusal(new ServerFacts(version, true))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"26.7.1", "26.7.0", "26.7", "26.6.9", "25.9.9", "9.9.9", "unknown", "", "26", "99999999999.0.0"})
    void older_or_unreadable_version_is_refused_in_one_line_with_the_reason(String version) {
        assertThat(StartupChecks.refusal(new ServerFacts(version, true)))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("CVE-2026-18963").doesNotContain("\n"));
    }

    @Test
    void server_that_forgets_revocations_is_refused() {
        assertThat(StartupChecks.refusal(new ServerFacts("26.7.4", false)))
                .hasValueSatisfying(line -> assertThat(line).contains("persistRevokedTokens=false"));
    }
}
