package io.cloakpool.identitypool.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OriginRuleTest {
    private static final String APP = "https://app.example.org";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private final OriginRule rule = new OriginRule(Set.of(APP, "*"));

    @Test
    void an_allowed_origin_is_named_exactly() {
        assertThat(rule.answer(APP)).containsEntry(ALLOW, APP);
        assertThat(rule.preflight(APP, "POST")).containsEntry(ALLOW, APP);
    }

    @Test
    void other_origins_are_not_allowed_even_by_a_wildcard() {
        for (String origin : new String[] {
            "https://app.example.org.evil.example",
            "http://app.example.org",
            "https://app.example.org:8443",
            "null",
            "*"
        }) {
            assertThat(rule.answer(origin)).as(origin).doesNotContainKey(ALLOW);
            assertThat(rule.preflight(origin, "POST")).as(origin).doesNotContainKey(ALLOW);
        }
        assertThat(rule.answer(null)).doesNotContainKey(ALLOW);
    }

    @Test
    void a_preflight_allows_what_aws_clients_send() {
        Map<String, String> headers = rule.preflight(APP, "POST, OPTIONS");

        assertThat(headers).containsEntry("Access-Control-Allow-Methods", "POST, OPTIONS");
        assertThat(String.valueOf(headers.get("Access-Control-Allow-Headers")).split(", "))
                .contains(
                        "content-type",
                        "x-amz-target",
                        "x-amz-user-agent",
                        "cache-control",
                        "amz-sdk-invocation-id",
                        "amz-sdk-request",
                        "x-amz-date",
                        "authorization",
                        "dpop",
                        "x-amz-security-token",
                        "x-cloakpool-guest-secret");
    }

    @Test
    void cookies_are_never_allowed_and_caches_keep_origins_apart() {
        for (Map<String, String> headers : List.of(rule.answer(APP), rule.preflight(APP, "POST"), rule.answer(null))) {
            assertThat(headers).doesNotContainKey("Access-Control-Allow-Credentials");
            assertThat(headers.get("Vary")).contains("Origin");
        }
    }
}
