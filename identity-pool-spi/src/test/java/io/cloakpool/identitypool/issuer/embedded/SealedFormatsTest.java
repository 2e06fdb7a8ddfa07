package io.cloakpool.identitypool.issuer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Credentials that versions of the pack before this one have sealed, as they were written then. Old and new nodes serve side by
 * side while a cluster is upgraded, so each must open what the other seals.
 */
final class SealedFormatsTest {
    private static final Grant GRANT = new Grant(
            TestData.POOL_ID.toString(),
            "0011223344556677",
            "eu-west-1:99999999-8888-7777-6666-555555555555",
            "user",
            "id-of-user",
            "CognitoIdentityCredentials",
            List.of("authenticated", "p", "p:CognitoSignIn:alice"),
            "alice",
            "session-1",
            null,
            1_795_000_000L,
            List.of("{\"a\":1}"),
            Map.of("team", "a"),
            Duration.ofHours(1));

    /** Sealed by the version that knew no chains, with random bytes from {@code new Random(1)}. */
    private static final IssuedCredentials FIRST = new IssuedCredentials(
            "ASIAFQXRTX6IJA6YUWDK",
            "7Y6c/h5JfNPU1UJ2qFazZSsZPPuqguJhonzHZlQ1",
            "AQAAAAAAAAABERERESIiMzNERFVVVVVVVXPVGrvYnLgZbw77aJL5TWj8zCw18LhGCeXxLFXdhauo7mXT3PeE7N4q60_Df7KBXEpvOZcNYD4ZwfDjgtZZ"
                    + "9ysPkNhgUrimIVoqiOdl0L6ugLOn_1O_4jJSi5Wtct17-YCKrvN6rbB6eX0UJEayigkPu8o1ZJTMwhhUNM4ETGsuGnXLXI3JSdUUxiVsckFXbJ-v"
                    + "qM1LacRZfZsbfDyQrncGILCFPlgxiTi51NBkpvovWGe6hZpZzmWq9TtwOP6rSnjUpBWpAUzirhI7lqoWkUnHFLmrACmGqihNpU6dqdqwq5UlVcVJ"
                    + "7aVMWhkZ6g",
            FakeClock.START.plus(Duration.ofHours(1)));

    private final FakeClock clock = new FakeClock();
    private final SealedCredentials sealed =
            new SealedCredentials(TestData.REALM, FakeKeys.standard(), clock, new Random(1));

    @Test
    void what_the_first_version_sealed_is_opened() {
        OpenedCredential opened = sealed.open(FIRST.sessionToken(), FIRST.accessKeyId());

        assertThat(opened.secretAccessKey()).isEqualTo(FIRST.secretAccessKey());
        assertThat(opened.identityId().toString()).isEqualTo(GRANT.identityId());
        assertThat(opened.userId()).isEqualTo("alice");
        assertThat(opened.sessionId()).isEqualTo("session-1");
        assertThat(opened.clientId()).isNull();
        assertThat(opened.loginIssuedAt()).isEqualTo(Instant.ofEpochSecond(1_795_000_000L));
        assertThat(opened.expiresAt()).isEqualTo(FIRST.expiration());
        assertThat(opened.chain()).isEmpty();
        assertThat(opened.links())
                .containsExactly(new ChainLink("id-of-user", List.of("{\"a\":1}"), Map.of("team", "a")));
    }

    @Test
    void one_role_is_still_sealed_as_the_first_version_reads_it() {
        IssuedCredentials issued = new EmbeddedIssuer(sealed, clock).issue(GRANT);

        assertThat(issued).isEqualTo(FIRST);
    }
}
