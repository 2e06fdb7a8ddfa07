package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerConfigTest {
    @Test
    void settings_survive_being_written_and_read() {
        IssuerSettings settings = new IssuerSettings(
                "ceph",
                false,
                URI.create("http://s3.example.com:8000/"),
                true,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));

        assertThat(IssuerConfig.settings("ceph", Source.of(IssuerConfig.config(settings))))
                .isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sts.eu-west-1.amazonaws.com",
                "https://s3.example.com:8443/sts/",
                "http://127.0.0.1:8000",
                "http://127.1.2.3",
                "http://localhost",
                "http://[::1]:80/"
            })
    void https_and_loopback_are_taken(String endpoint) {
        IssuerSettings settings = read("endpoint", endpoint);

        assertThat(settings.endpoint()).hasToString(endpoint);
        assertThat(settings.enabled() && settings.tags() && !settings.allowPlainHttp())
                .isTrue();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "http://sts.example.com, must be https",
        "http://localhost.example.com, must be https",
        "http://127.0.0.1.example.com, must be https",
        "ftp://127.0.0.1, must be an https URL",
        "file:///etc/passwd, must be an https URL",
        "//sts.example.com, must be an https URL",
        "https://user@sts.example.com, must have a host",
        "https://sts.example.com?a=b, must have a host",
        "https://sts.example.com#a, must have a host",
        "https:sts, must have a host",
        "https:///x, must have a host",
        "https://[x, is no URL",
        "https://a b, does not match",
        "'', is needed"
    })
    void other_endpoints_are_refused(String endpoint, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("endpoint", endpoint))
                .withMessageStartingWith("credential issuer \"ceph\": endpoint ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"timeout, 0", "timeout, 31", "connectTimeout, 11", "connectTimeout, x", "tags, maybe", "enabled, 1"})
    void other_values_are_refused_by_their_key(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(key, value))
                .withMessageStartingWith("credential issuer \"ceph\": " + key);
    }

    @Test
    void a_role_has_an_issuer_with_an_arn_or_none() {
        assertThat(role(Map.of("issuer", "ceph", "remoteRoleArn", "arn:aws:iam:::role/a/b", "sendTags", "true")))
                .isEqualTo(new RemoteRole("ceph", "arn:aws:iam:::role/a/b", true));
        assertThat(role(Map.of("sendTags", "true"))).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> role(Map.of("issuer", "ceph")))
                .withMessageContaining("pool role \"user\": remoteRoleArn is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> role(Map.of("remoteRoleArn", "arn:aws:iam::123456789012:role/r")))
                .withMessageContaining("pool role \"user\": issuer is needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/*",
                "arn:aws:iam::123456789012:user/x",
                "arn:aws:iam::123456789012:role/a\r\nb",
                "arn:aws:iam::123456789012:role/\u00e4",
                "arn:aws:iam::*:role/x",
                "arn:aws:s3:::role/x",
                "role/x"
            })
    void an_arn_that_names_no_role_is_refused(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> role(Map.of("issuer", "ceph", "remoteRoleArn", arn)))
                .withMessageContaining("remoteRoleArn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"arn:minio:iam:::role/abc_-d", "arn:aws:sts::AKIA0123456789:role/r", "arn:aws-cn:iam::1:role/r"})
    void arns_of_other_services_are_taken(String arn) {
        assertThat(role(Map.of("issuer", "ceph", "remoteRoleArn", arn))).isEqualTo(new RemoteRole("ceph", arn, false));
    }

    private static IssuerSettings read(String key, String value) {
        Map<String, List<String>> config = new HashMap<>();
        config.put("endpoint", List.of("https://sts.example.com"));
        config.put(key, List.of(value));
        return IssuerConfig.settings("ceph", Source.of(config));
    }

    private static @Nullable RemoteRole role(Map<String, String> more) {
        Map<String, List<String>> config = new HashMap<>();
        config.put(
                "policy",
                List.of(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));
        more.forEach((key, value) -> config.put(key, List.of(value)));
        PoolRole role = RoleConfig.role("id", "user", Source.of(config));
        assertThat(RoleConfig.settings("user", Source.of(config)).remote()).isEqualTo(role.remote());
        return role.remote();
    }
}
