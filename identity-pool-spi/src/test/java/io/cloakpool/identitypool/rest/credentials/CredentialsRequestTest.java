package io.cloakpool.identitypool.rest.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsRequestTest {
    private static final String ARN = "arn:aws:iam::000000000000:role/editor";

    @Test
    void nothing_narrows_nothing() {
        assertThat(read("")).isEqualTo(Narrowing.NONE);
        assertThat(read("{}")).isEqualTo(Narrowing.NONE);
    }

    @Test
    void role_seconds_and_policy_narrow() {
        assertThat(read("{'roleArn':'" + ARN + "','durationSeconds':1,'policy':{'Version':'2012-10-17'}}"))
                .isEqualTo(new Narrowing(ARN, Duration.ofSeconds(1), "{\"Version\":\"2012-10-17\"}"));
        assertThat(read("{'policy':'text'}").policy()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'durationSeconds':0}",
                "{'durationSeconds':43201}",
                "{'durationSeconds':'900'}",
                "{'roleArn':'short'}",
                "{'policy':1}",
                "{'rolearn':'arn:aws:iam::000000000000:role/editor'}"
            })
    void everything_else_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refused.class);
    }

    private static Narrowing read(String body) {
        return CredentialsRequest.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
