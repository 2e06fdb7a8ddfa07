package io.cloakpool.identitypool.issuer.embedded;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SealedCredentialsTest {
    private static final long SEED = 20261123;
    private static final String ALPHABET = "aZ09/*${}:\"\\ éß漢\u0000";
    private static final String IDENTITY = "eu-west-1:99999999-8888-7777-6666-555555555555";

    private final FakeClock clock = new FakeClock();
    private final FakeKeys keys = FakeKeys.standard();
    private final SealedCredentials sealed = sealed(TestData.REALM);
    private final EmbeddedIssuer issuer = new EmbeddedIssuer(sealed, clock);

    @Test
    void what_was_sealed_is_opened() {
        Grant grant = grant("alice", "s-1", "webapp", List.of("{\"a\":1}"), Map.of("k", "v"), Duration.ofHours(1));
        IssuedCredentials issued = issuer.issue(grant);

        OpenedCredential opened = open(issued);

        assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(issued.secretAccessKey()).hasSize(40);
        assertThat(issued.expiration()).isEqualTo(FakeClock.START.plusSeconds(3600));
        assertThat(issued.sessionToken()).matches("[\\w-]+");
        assertThat(opened.secretAccessKey()).isEqualTo(issued.secretAccessKey());
        assertThat(opened.expiresAt()).isEqualTo(issued.expiration());
        assertThat(opened.issuedAt()).isEqualTo(FakeClock.START);
        assertThat(opened.poolId()).isEqualTo(TestData.POOL_ID);
        assertSame(opened, grant);
        assertThat(opened.toString()).doesNotContain(issued.secretAccessKey());
    }

    @Test
    void random_grants_survive_the_round_trip() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            List<String> policies = new ArrayList<>();
            Map<String, String> tags = new HashMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                policies.add(text(random));
                tags.put(text(random), text(random));
            }
            Grant grant = grant(
                    random.nextBoolean() ? text(random) : null,
                    random.nextBoolean() ? text(random) : null,
                    random.nextBoolean() ? "" : null,
                    policies,
                    tags,
                    Duration.ofSeconds(1 + random.nextInt(43_200)));

            assertSame(open(issuer.issue(grant)), grant);
        }
    }

    @Test
    void no_two_credentials_are_alike() {
        Grant grant = grant("alice", null, null, List.of(), Map.of(), Duration.ofHours(1));
        IssuedCredentials one = issuer.issue(grant);
        IssuedCredentials other = issuer.issue(grant);

        assertThat(one.accessKeyId()).isNotEqualTo(other.accessKeyId());
        assertThat(one.secretAccessKey()).isNotEqualTo(other.secretAccessKey());
    }

    @Test
    void every_altered_byte_is_refused() {
        IssuedCredentials issued = issuer.issue(plain());
        byte[] bytes = Base64.getUrlDecoder().decode(issued.sessionToken());
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 << i % 8);
            invalid(Base64.getUrlEncoder().withoutPadding().encodeToString(altered), issued.accessKeyId());
        }
    }

    @Test
    void every_altered_character_is_refused() {
        IssuedCredentials issued = issuer.issue(plain());
        String token = issued.sessionToken();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            invalid(token.substring(0, i) + other + token.substring(i + 1), issued.accessKeyId());
        }
    }

    @Test
    void second_spelling_of_the_same_bytes_is_refused() {
        IssuedCredentials issued =
                issuer.issue(grant(null, null, null, List.of("x".repeat(1)), Map.of(), Duration.ofHours(1)));
        String token = issued.sessionToken();

        invalid(
                token + "=".repeat((4 - token.length() % 4) % 4) + (token.length() % 4 == 0 ? "=" : ""),
                issued.accessKeyId());
    }

    @Test
    void cut_and_foreign_texts_are_refused() {
        IssuedCredentials issued = issuer.issue(plain());
        String token = issued.sessionToken();
        for (int length = 0; length < token.length(); length++) {
            invalid(token.substring(0, length), issued.accessKeyId());
        }
        for (String text : List.of("", "x", "not base64!", "A".repeat(6_145), "A".repeat(400), token + "AAAA")) {
            invalid(text, issued.accessKeyId());
        }
    }

    @Test
    void access_key_of_another_credential_is_unknown() {
        IssuedCredentials one = issuer.issue(plain());
        IssuedCredentials other = issuer.issue(plain());

        assertRefused(Reason.ACCESS_KEY_UNKNOWN, () -> sealed.open(one.sessionToken(), other.accessKeyId()));
    }

    @Test
    void credential_ends_at_its_time() {
        IssuedCredentials issued = issuer.issue(plain());
        clock.set(issued.expiration().minusMillis(1));
        assertThat(open(issued)).isNotNull();

        clock.set(issued.expiration());

        assertRefused(Reason.SESSION_TOKEN_EXPIRED, () -> open(issued));
    }

    @Test
    void credential_of_another_realm_is_refused_even_under_the_same_key() {
        IssuedCredentials issued = issuer.issue(plain());

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> sealed(TestData.realm("realm-2", true))
                .open(issued.sessionToken(), issued.accessKeyId()));
    }

    @Test
    void passive_key_still_opens_and_a_missing_one_does_not() {
        IssuedCredentials issued = issuer.issue(plain());
        keys.addSealing(2);
        assertThat(open(issued)).isNotNull();
        assertThat(issuer.issue(plain()).sessionToken()).isNotEqualTo(issued.sessionToken());

        keys.clear();

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> open(issued));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> issuer.issue(plain()));
    }

    @Test
    void token_of_an_unknown_version_is_refused() {
        IssuedCredentials issued = issuer.issue(plain());
        byte[] bytes = Base64.getUrlDecoder().decode(issued.sessionToken());
        bytes[0] = 3;

        invalid(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), issued.accessKeyId());
    }

    @Test
    void content_that_does_not_fit_is_refused() {
        for (Grant large : List.of(
                grant("a", null, null, List.of("é".repeat(2_048), "x".repeat(2_048)), Map.of(), Duration.ofHours(1)),
                grant("a", null, null, List.of(), Map.of("k", "v".repeat(70_000)), Duration.ofHours(1)),
                grant(
                        "a",
                        null,
                        null,
                        Arrays.asList(new String[70_000]).stream().map(x -> "").toList(),
                        Map.of(),
                        Duration.ofHours(1)))) {
            assertRefused(Reason.POLICY_TOO_LARGE, () -> issuer.issue(large));
        }
    }

    @Test
    void largest_policy_that_a_caller_may_send_fits() {
        Grant grant = grant(
                "u".repeat(255),
                "s".repeat(36),
                "c".repeat(255),
                List.of("x".repeat(2_048)),
                Map.of(),
                Duration.ofHours(1));

        assertThat(issuer.issue(grant).sessionToken().length()).isLessThanOrEqualTo(6_144);
    }

    @Test
    void lifetime_outside_the_limits_and_malformed_ids_are_refused() {
        assertRefused(Reason.INVALID_PARAMETER, () -> issuer.issue(lasting(Duration.ofMillis(999))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> issuer.issue(lasting(Duration.ofHours(12).plusMillis(1))));
        Grant good = plain();
        assertRefused(Reason.INVALID_PARAMETER, () -> issuer.issue(withIds(good, "no pool", IDENTITY)));
        assertRefused(Reason.INVALID_PARAMETER, () -> issuer.issue(withIds(good, good.poolId(), "no identity")));
    }

    @Test
    void bytes_that_are_no_content_are_refused() {
        SealedContent content = new SealedContent(
                TestData.POOL_ID.uuid(),
                "g",
                "r",
                "n",
                "s",
                null,
                null,
                null,
                0,
                FakeClock.START,
                FakeClock.START,
                List.of("a"),
                List.of(),
                Map.of("k", "v"),
                List.of());
        byte[] bytes = Objects.requireNonNull(ContentCodec.encode(content, 1_000));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ContentCodec.decode(SealedToken.VERSION, cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentCodec.decode(SealedToken.VERSION, Arrays.copyOf(bytes, bytes.length + 1)));
        byte[] absent = bytes.clone();
        absent[40] = (byte) 0xFF;
        absent[41] = (byte) 0xFF;
        assertThatIllegalArgumentException().isThrownBy(() -> ContentCodec.decode(SealedToken.VERSION, absent));
    }

    @Test
    void principal_of_a_role_has_the_forms_of_sts() {
        RolePrincipal principal = RolePrincipal.of("123456789012", "user", "role-id", "session");

        assertThat(principal.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/user/session");
        assertThat(principal.userId()).matches("AROA[A-Z2-7]{17}:session");
        assertThat(RolePrincipal.of("123456789012", "renamed", "role-id", "session")
                        .userId())
                .isEqualTo(principal.userId());
        assertThat(RolePrincipal.of("123456789012", "user", "other-id", "session")
                        .userId())
                .isNotEqualTo(principal.userId());
    }

    private void invalid(String token, String accessKeyId) {
        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> sealed.open(token, accessKeyId));
    }

    private OpenedCredential open(IssuedCredentials issued) {
        return sealed.open(issued.sessionToken(), issued.accessKeyId());
    }

    private SealedCredentials sealed(PoolRealm realm) {
        return new SealedCredentials(realm, keys, clock, new SecureRandom());
    }

    private static void assertSame(OpenedCredential opened, Grant grant) {
        assertThat(opened.identityId().toString()).isEqualTo(grant.identityId());
        assertThat(opened.poolGeneration()).isEqualTo(grant.poolGeneration());
        assertThat(opened.roleId()).isEqualTo(grant.roleId());
        assertThat(opened.roleName()).isEqualTo(grant.roleName());
        assertThat(opened.sessionName()).isEqualTo(grant.sessionName());
        assertThat(opened.userId()).isEqualTo(grant.userId());
        assertThat(opened.sessionId()).isEqualTo(grant.sessionId());
        assertThat(opened.clientId()).isEqualTo(grant.clientId());
        assertThat(opened.loginIssuedAt().getEpochSecond()).isEqualTo(grant.loginIssuedAt());
        assertThat(opened.amr()).isEqualTo(grant.amr());
        assertThat(opened.sessionPolicies()).isEqualTo(grant.sessionPolicies());
        assertThat(opened.principalTags()).isEqualTo(grant.principalTags());
        assertThat(Duration.between(opened.issuedAt(), opened.expiresAt())).isEqualTo(grant.lifetime());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(40); n >= 0; n--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Grant plain() {
        return lasting(Duration.ofHours(1));
    }

    private static Grant lasting(Duration lifetime) {
        return grant("alice", "s-1", "webapp", List.of(), Map.of(), lifetime);
    }

    private static Grant withIds(Grant grant, String pool, String identity) {
        return new Grant(
                pool,
                "generation",
                identity,
                "user",
                "id",
                "session",
                List.of(),
                null,
                null,
                null,
                0,
                List.of(),
                Map.of(),
                grant.lifetime());
    }

    private static Grant grant(
            @Nullable String user,
            @Nullable String session,
            @Nullable String client,
            List<String> policies,
            Map<String, String> tags,
            Duration lifetime) {
        return new Grant(
                TestData.POOL_ID.toString(),
                "0011223344556677",
                IDENTITY,
                "user",
                "id-of-user",
                "CognitoIdentityCredentials",
                List.of("authenticated", "p", "p:CognitoSignIn:alice"),
                user,
                session,
                client,
                1_795_000_000L,
                policies,
                tags,
                lifetime);
    }
}
