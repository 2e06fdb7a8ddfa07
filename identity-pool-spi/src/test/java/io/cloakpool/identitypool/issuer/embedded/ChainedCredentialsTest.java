package io.cloakpool.identitypool.issuer.embedded;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ChainedCredentialsTest {
    private static final String IDENTITY = "eu-west-1:99999999-8888-7777-6666-555555555555";
    private static final String POLICY = "{\"Version\":\"2012-10-17\"}";

    private final FakeClock clock = new FakeClock();
    private final SealedCredentials sealed =
            new SealedCredentials(TestData.REALM, FakeKeys.standard(), clock, new SecureRandom());
    private final EmbeddedIssuer issuer = new EmbeddedIssuer(sealed, clock);
    private final IssuedCredentials first = issuer.issue(new Grant(
            TestData.POOL_ID.toString(),
            "0011223344556677",
            IDENTITY,
            "user",
            "id-of-user",
            "first",
            List.of("authenticated", "p"),
            "alice",
            "session-1",
            "webapp",
            1_795_000_000L,
            List.of(POLICY),
            Map.of("team", "a"),
            Duration.ofHours(1)));

    @Test
    void chain_keeps_all_that_its_beginning_stands_on() {
        OpenedCredential parent = open(first);
        clock.forward(Duration.ofMinutes(10));

        OpenedCredential child = open(
                issuer.issue(grant(parent, "job", List.of(), Map.of("team", "a", "k", "v"), Duration.ofMinutes(30))));

        assertThat(child.roleName()).isEqualTo("job");
        assertThat(child.roleId()).isEqualTo("id-of-job");
        assertThat(child.sessionName()).isEqualTo("session-of-job");
        assertThat(child.poolId()).isEqualTo(parent.poolId());
        assertThat(child.poolGeneration()).isEqualTo(parent.poolGeneration());
        assertThat(child.identityId()).isEqualTo(parent.identityId());
        assertThat(child.userId()).isEqualTo("alice");
        assertThat(child.sessionId()).isEqualTo("session-1");
        assertThat(child.clientId()).isEqualTo("webapp");
        assertThat(child.loginIssuedAt()).isEqualTo(parent.loginIssuedAt());
        assertThat(child.amr()).isEqualTo(parent.amr());
        assertThat(child.issuedAt()).isEqualTo(clock.instant());
        assertThat(child.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(child.chain()).containsExactly(new ChainLink("id-of-user", List.of(POLICY), Map.of("team", "a")));
        assertThat(child.links()).hasSize(2);
        assertThat(child.links().get(1))
                .isEqualTo(new ChainLink("id-of-job", List.of(), Map.of("team", "a", "k", "v")));
    }

    @Test
    void chain_of_a_chain_has_every_role_oldest_first() {
        OpenedCredential child = open(issuer.issue(grant(open(first), "job", List.of(POLICY))));
        OpenedCredential grandchild = open(issuer.issue(grant(child, "part", List.of())));

        assertThat(grandchild.links())
                .extracting(ChainLink::roleId)
                .containsExactly("id-of-user", "id-of-job", "id-of-part");
        assertThat(grandchild.links())
                .extracting(ChainLink::sessionPolicies)
                .containsExactly(List.of(POLICY), List.of(POLICY), List.of());
    }

    @Test
    void chain_ends_with_its_parent() {
        OpenedCredential parent = open(first);
        clock.forward(Duration.ofMinutes(30));

        IssuedCredentials child = issuer.issue(grant(parent, "job", List.of()));

        assertThat(child.expiration()).isEqualTo(first.expiration());
        clock.set(first.expiration());
        assertRefused(Reason.SESSION_TOKEN_EXPIRED, () -> open(child));
    }

    /** A node of the version before would take a longer token of its own version for garbage at best. */
    @Test
    void one_role_is_sealed_in_the_first_format_and_a_chain_in_its_own() {
        assertThat(version(first)).isEqualTo(1);
        assertThat(version(issuer.issue(grant(open(first), "job", List.of())))).isEqualTo(2);
    }

    @Test
    void neither_format_passes_for_the_other() {
        IssuedCredentials child = issuer.issue(grant(open(first), "job", List.of()));

        for (IssuedCredentials issued : List.of(first, child)) {
            byte[] bytes = Base64.getUrlDecoder().decode(issued.sessionToken());
            bytes[0] = (byte) (3 - bytes[0]);
            String other = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertRefused(Reason.SESSION_TOKEN_INVALID, () -> sealed.open(other, issued.accessKeyId()));
        }
    }

    @Test
    void cut_content_of_a_chain_is_none() {
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
                Map.of(),
                List.of(new ChainLink("r0", List.of("p"), Map.of("k", "v"))));
        byte[] bytes = Objects.requireNonNull(ContentCodec.encode(content, 1_000));

        assertThat(ContentCodec.decode(SealedToken.CHAINED_VERSION, bytes)).isEqualTo(content);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ContentCodec.decode(SealedToken.CHAINED_VERSION, cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ContentCodec.decode(SealedToken.VERSION, bytes));
        assertThat(ContentCodec.encode(content, bytes.length - 1)).isNull();
    }

    @Test
    void chain_that_does_not_fit_is_refused() {
        String large = "x".repeat(2_048);
        OpenedCredential child = open(issuer.issue(grant(open(first), "job", List.of(large))));
        OpenedCredential full = open(issuer.issue(grant(child, "job", List.of("x".repeat(1_900)))));

        assertRefused(Reason.POLICY_TOO_LARGE, () -> issuer.issue(grant(full, "job", List.of(large))));
    }

    @Test
    void lifetime_outside_the_limits_is_refused() {
        OpenedCredential parent = open(first);

        for (Duration lifetime : List.of(Duration.ZERO, Duration.ofHours(12).plusMillis(1))) {
            assertRefused(
                    Reason.INVALID_PARAMETER, () -> issuer.issue(grant(parent, "job", List.of(), Map.of(), lifetime)));
        }
    }

    private static ChainedGrant grant(OpenedCredential parent, String role, List<String> policies) {
        return grant(parent, role, policies, Map.of(), Duration.ofHours(1));
    }

    private static ChainedGrant grant(
            OpenedCredential parent, String role, List<String> policies, Map<String, String> tags, Duration lifetime) {
        return new ChainedGrant(parent, "id-of-" + role, role, "session-of-" + role, policies, tags, lifetime);
    }

    private OpenedCredential open(IssuedCredentials issued) {
        return sealed.open(issued.sessionToken(), issued.accessKeyId());
    }

    private static int version(IssuedCredentials issued) {
        return Base64.getUrlDecoder().decode(issued.sessionToken())[0];
    }
}
