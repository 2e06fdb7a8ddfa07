package io.cloakpool.identitypool.issuer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Cost;
import io.cloakpool.identitypool.fakes.Damage;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arbitrary and damaged session tokens, and what a broken seal might let through. */
@Tag("fuzz")
class SealedTokenFuzzTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 5_000;
    private static final SealedContent CONTENT = new SealedContent(
            UUID.fromString("99999999-8888-7777-6666-555555555555"),
            "0011223344556677",
            "id-of-user",
            "user",
            "CognitoIdentityCredentials",
            "alice",
            null,
            "webapp",
            1_795_000_000L,
            FakeClock.START,
            FakeClock.START.plusSeconds(3600),
            List.of("authenticated", "p"),
            List.of("{}"),
            Map.of("k", "v", "team", "a"),
            List.of());
    private static final SealedContent CHAINED = new SealedContent(
            CONTENT.identity(),
            CONTENT.poolGeneration(),
            "id-of-other",
            "other",
            "session",
            CONTENT.userId(),
            null,
            CONTENT.clientId(),
            CONTENT.loginIssuedAt(),
            CONTENT.issuedAt(),
            CONTENT.expiresAt(),
            CONTENT.amr(),
            List.of(),
            Map.of("k", "v"),
            List.of(
                    new ChainLink("id-of-first", List.of("{}", "{}"), Map.of()),
                    new ChainLink("id-of-second", List.of(), Map.of("k", "v", "l", "w"))));

    private final Damage damage =
            new Damage(SEED, List.of("A", "AAAA", "-", "_", "=", "+", "/", " ", "é", "\uD83D\uDE00"));

    static Stream<SealedContent> contents() {
        return Stream.of(CONTENT, CHAINED);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void damaged_tokens_are_refused_as_such(SealedContent whose) {
        SealedCredentials sealed =
                new SealedCredentials(TestData.REALM, FakeKeys.standard(), new FakeClock(), new SecureRandom());
        IssuedCredentials issued = sealed.seal(TestData.POOL_ID.uuid(), whose);
        int opened = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String token = damage.chance(20) ? issued.sessionToken() : damage.of(issued.sessionToken());
            String key = damage.chance(2) ? issued.accessKeyId() : damage.of(issued.accessKeyId());
            boolean whole = token.equals(issued.sessionToken()) && key.equals(issued.accessKeyId());
            opened += whole ? 1 : 0;
            String told = "seed " + SEED + ", round " + round + ": " + token + " with " + key;
            assertThat(Cost.bounded(() -> told, () -> opens(sealed, token, key)))
                    .as(told)
                    .isEqualTo(whole);
        }
        assertThat(opened).as("rounds with nothing damaged").isPositive();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void damaged_contents_are_refused_as_such_or_still_read(SealedContent whose) {
        byte[] content = Objects.requireNonNull(ContentCodec.encode(whose, SealedToken.MAX_CONTENT_BYTES));
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = damage.of(content);
            String told = "seed " + SEED + ", round " + round + ": " + Arrays.toString(bytes);
            try {
                read += Cost.bounded(() -> told, () -> ContentCodec.decode(whose.version(), bytes))
                                        .roleId()
                                == null
                        ? 0
                        : 1;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("content ");
            } catch (RuntimeException e) {
                throw new AssertionError(told, e);
            }
        }
        assertThat(read).as("rounds that were read").isBetween(1, ROUNDS - ROUNDS / 10);
    }

    private static boolean opens(SealedCredentials sealed, String token, String accessKeyId) {
        try {
            sealed.open(token, accessKeyId);
            return true;
        } catch (Refused e) {
            return false;
        }
    }
}
