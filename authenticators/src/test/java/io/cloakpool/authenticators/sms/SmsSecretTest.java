package io.cloakpool.authenticators.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No value that holds a secret, a number or a text prints it. */
final class SmsSecretTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    @Test
    void configurations_do_not_print_their_secrets() {
        assertThat(TwilioConfig.from("t", source(Map.of("accountSid", "AC" + HEX, "secret", "hunter2", "from", "ACME")))
                        .toString())
                .doesNotContain("hunter2");
        assertThat(SnsConfig.from(
                                "s",
                                source(Map.of(
                                        "region", "eu-west-1",
                                        "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
                                        "secretAccessKey", "hunter2",
                                        "sessionToken", "hunter2")))
                        .toString())
                .doesNotContain("hunter2");
        assertThat(HttpSmsConfig.from(
                                "h",
                                source(Map.of(
                                        "url", "https://sms.example.com",
                                        "body", "{\"a\": \"{{to}}{{text}}\"}",
                                        "secret", "hunter2")))
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void requests_and_answers_do_not_print_what_they_hold() {
        SmsHttp.Post post = new SmsHttp.Post(
                URI.create("https://sms.example.com/hunter2"),
                Headers.of("Authorization", "hunter2"),
                "hunter2",
                Duration.ofSeconds(1));

        assertThat(post.toString()).contains("sms.example.com").doesNotContain("hunter2");
        assertThat(new SmsHttp.Reply.Answered(200, "hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void only_whole_vault_expressions_are_ones() {
        assertThat(new SmsSecret("${vault.sms}").isInVault()).isTrue();
        assertThat(new SmsSecret("Bearer ${vault.sms}").isInVault()).isFalse();
        assertThat(new SmsSecret("${vault.}").isInVault()).isFalse();
    }

    @Test
    void sns_of_china_has_a_name_of_its_own() {
        assertThat(SnsConfig.from("s", sns("eu-west-1")).endpoint())
                .isEqualTo(URI.create("https://sns.eu-west-1.amazonaws.com"));
        assertThat(SnsConfig.from("s", sns("cn-north-1")).endpoint())
                .isEqualTo(URI.create("https://sns.cn-north-1.amazonaws.com.cn"));
    }

    private static ConfigSource sns(String region) {
        return source(Map.of("region", region, "accessKeyId", "AKIAIOSFODNN7EXAMPLE", "secretAccessKey", "x"));
    }

    private static ConfigSource source(Map<String, String> config) {
        return key -> Optional.ofNullable(config.get(key)).stream().toList();
    }
}
