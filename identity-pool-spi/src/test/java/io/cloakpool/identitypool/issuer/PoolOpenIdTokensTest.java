package io.cloakpool.identitypool.issuer;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.FakeTokenCodec;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.AllowedRoles;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolOpenIdTokensTest {
    private final FakeClock clock = new FakeClock();
    private final FakeKeys keys = FakeKeys.standard();
    private final FakeTokenCodec codec = new FakeTokenCodec();
    private final PoolOpenIdTokens tokens = new PoolOpenIdTokens(TestData.REALM, keys, codec, clock);

    @Test
    void token_has_the_claims_of_cognito_and_our_own_issuer() {
        String token = tokens.mint(subject("s-1", "webapp"));

        assertThat(codec.claims(token))
                .containsEntry("iss", "https://id.example/realms/demo/cognito-identity")
                .containsEntry("aud", TestData.POOL_ID.toString())
                .containsEntry("sub", "eu-west-1:00000000-0000-0001-0000-000000000002")
                .containsEntry("amr", List.of("authenticated", "p", "p:CognitoSignIn:alice"))
                .containsEntry("iat", FakeClock.START.getEpochSecond())
                .containsEntry("exp", FakeClock.START.getEpochSecond() + 600)
                .containsKey("jti");
    }

    @Test
    void token_gives_back_what_it_was_made_for() {
        assertThat(tokens.verify(tokens.mint(subject("s-1", "webapp")))).isEqualTo(subject("s-1", "webapp"));
        assertThat(tokens.verify(tokens.mint(subject(null, null)))).isEqualTo(subject(null, null));
    }

    @Test
    void token_that_is_not_yet_valid_is_refused() {
        Map<String, Object> claims = new HashMap<>(codec.claims(tokens.mint(subject(null, null))));
        claims.put("nbf", FakeClock.START.getEpochSecond() + 1);
        String early = codec.sign(keys.activeSigning().orElseThrow(), claims);

        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(early));

        clock.set(FakeClock.START.plusSeconds(1));
        assertThat(tokens.verify(early)).isEqualTo(subject(null, null));
    }

    @Test
    void token_ends_after_ten_minutes() {
        String token = tokens.mint(subject(null, null));
        clock.set(FakeClock.START.plusSeconds(599));
        assertThat(tokens.verify(token)).isNotNull();

        clock.set(Instant.ofEpochSecond(FakeClock.START.getEpochSecond() + 600));

        assertRefused(Reason.LOGIN_EXPIRED, () -> tokens.verify(token));
    }

    @Test
    void passive_key_verifies_on_and_a_removed_one_does_not() {
        String token = tokens.mint(subject(null, null));
        keys.addSigning("kid-2");
        assertThat(tokens.verify(token)).isNotNull();

        keys.clear();

        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(token));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> tokens.mint(subject(null, null)));
    }

    @Test
    void foreign_text_is_refused() {
        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify("garbage"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "aud",
                "sub",
                "amr",
                "exp",
                "cloakpool:provider",
                "cloakpool:logins",
                "cloakpool:login_iat"
            })
    void token_with_a_claim_missing_or_wrong_is_refused(String claim) {
        Map<String, Object> claims = new HashMap<>(codec.claims(tokens.mint(subject(null, null))));
        claims.put(claim, List.of(7));
        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(sign(claims)));
        claims.remove(claim);
        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(sign(claims)));
    }

    @Test
    void issuer_of_the_realm_itself_is_not_the_pools() {
        Map<String, Object> claims = new HashMap<>(codec.claims(tokens.mint(subject(null, null))));
        claims.put("iss", TestData.REALM.issuer().toString());

        assertRefused(Reason.LOGIN_INVALID, () -> tokens.verify(sign(claims)));
    }

    private String sign(Map<String, Object> claims) {
        return codec.sign(keys.published().get(0), claims);
    }

    private static TokenSubject subject(@Nullable String session, @Nullable String client) {
        return new TokenSubject(
                TestData.POOL_ID,
                new IdentityId("eu-west-1", new UUID(1, 2)),
                new ArrayList<>(List.of("authenticated", "p", "p:CognitoSignIn:alice")),
                new TokenSubject.Login("p:1", "alice", session, client, Instant.ofEpochSecond(1_795_000_000L)),
                Set.of("digest-of-a-login", "digest-of-another"),
                Map.of(),
                null);
    }

    @Test
    void roles_of_a_mapping_come_back() {
        TokenSubject plain = subject("s", "webapp");
        for (AllowedRoles roles : List.of(
                new AllowedRoles("user", Set.of("user", "extra")),
                new AllowedRoles(null, Set.of("extra")),
                new AllowedRoles(null, Set.of()))) {
            TokenSubject subject = new TokenSubject(
                    plain.pool(),
                    plain.identity(),
                    plain.amr(),
                    plain.login(),
                    plain.logins(),
                    plain.principalTags(),
                    roles);
            assertThat(tokens.verify(tokens.mint(subject, Duration.ofMinutes(10))))
                    .isEqualTo(subject);
        }
    }

    @Test
    void tags_and_a_login_without_a_user_come_back_and_stand_as_sts_reads_them() {
        TokenSubject subject = new TokenSubject(
                TestData.POOL_ID,
                new IdentityId("eu-west-1", new UUID(1, 2)),
                List.of("authenticated", "login.example"),
                new TokenSubject.Login(
                        "developer:login.example", null, null, null, Instant.ofEpochSecond(1_795_000_000L)),
                Set.of("digest-of-a-login"),
                Map.of("team", "blue", "tier", "gold"),
                null);

        String token = tokens.mint(subject, Duration.ofHours(2));

        assertThat(tokens.verify(token)).isEqualTo(subject);
        assertThat(codec.claims(token))
                .containsEntry("exp", FakeClock.START.getEpochSecond() + 7_200)
                .containsEntry(
                        "https://aws.amazon.com/tags",
                        Map.of(
                                "principal_tags",
                                Map.of("team", List.of("blue"), "tier", List.of("gold")),
                                "transitive_tag_keys",
                                List.of()));
    }
}
