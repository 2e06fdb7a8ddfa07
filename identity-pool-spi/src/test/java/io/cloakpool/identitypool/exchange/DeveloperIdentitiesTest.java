package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users that a back end vouches for, the pool's own token as a login, and unlinking. */
final class DeveloperIdentitiesTest {
    private static final String PROVIDER = "login.example";
    private static final String POOL_TOKEN = "cognito-identity.amazonaws.com";
    private static final String ROLE = "arn:aws:iam::123456789012:role/user";

    private final World world = new World(settings().developer(PROVIDER).classic());

    @Test
    void vouched_user_has_one_identity_and_its_token_opens_it() {
        ExchangedToken first = vouch("u-1");
        ExchangedToken again = vouch("u-1");

        assertThat(again.identityId()).isEqualTo(first.identityId());
        assertThat(vouch("u-2").identityId()).isNotEqualTo(first.identityId());
        ExchangedCredentials credentials =
                world.exchange().credentials(first.identityId(), Map.of(POOL_TOKEN, first.token()), null, null);
        assertThat(credentials.identityId()).isEqualTo(first.identityId());
        OpenedCredential opened = world.open(credentials.credentials());
        assertThat(opened.userId()).isNull();
        assertThat(opened.amr()).containsExactly("authenticated", PROVIDER, PROVIDER + ":" + POOL_ID + ":u-1");
        assertThat(world.exchange()
                        .getId(POOL_ID, Map.of(POOL_TOKEN, again.token()))
                        .id())
                .isEqualTo(first.identityId());
    }

    @Test
    void token_lives_a_quarter_of_an_hour_or_as_long_as_the_back_end_says() {
        ExchangedToken token = vouch("u-1");
        assertThat(world.log.last().kind()).isEqualTo(Kind.OPENID_TOKEN);
        assertThat(world.log.last().lifetime()).isEqualTo(Duration.ofMinutes(15));
        world.clock.forward(Duration.ofMinutes(15));
        assertRefused(Reason.LOGIN_EXPIRED, () -> use(token));

        assertRefused(Reason.INVALID_PARAMETER, () -> request(Map.of(), Map.of(), Duration.ofSeconds(86_401)));
        assertRefused(Reason.INVALID_PARAMETER, () -> request(Map.of(), Map.of(), Duration.ZERO));
        assertThat(request(Map.of(), Map.of(), Duration.ofHours(24))).isNotNull();
    }

    @Test
    void tags_of_the_back_end_are_the_credentials_tags() {
        ExchangedToken token = world.exchange()
                .openIdTokenForDeveloper(
                        request(Map.of(PROVIDER, "u-1"), Map.of("team", "blue"), Duration.ofMinutes(15)));

        assertThat(world.open(use(token).credentials()).principalTags()).containsExactly(Map.entry("team", "blue"));
        Map<String, String> tooLarge = Map.of("a", "x".repeat(250), "b", "y".repeat(211));
        assertRefused(Reason.INVALID_PARAMETER, () -> request(Map.of(), tooLarge, Duration.ofMinutes(15)));
    }

    @Test
    void logins_must_name_a_user_of_the_pools_provider() {
        assertRefused(Reason.INVALID_PARAMETER, () -> token(null, Map.of("other.example", "u-1")));
        assertRefused(Reason.INVALID_PARAMETER, () -> token(null, Map.of(PROVIDER, "u".repeat(1_025))));
        world.change(settings());
        assertRefused(Reason.INVALID_PARAMETER, () -> token(null, Map.of(PROVIDER, "u-1")));
    }

    @Test
    void further_logins_are_proven_and_linked() {
        ExchangedToken token = token(null, with(PROVIDER, "u-1", world.logins("alice")));

        assertThat(world.exchange().getId(POOL_ID, world.logins("alice")).id()).isEqualTo(token.identityId());
        assertRefused(
                Reason.LOGIN_INVALID,
                () -> token(null, with(PROVIDER, "u-2", Map.of(TestData.REALM.issuerLoginKey(), "forged"))));
    }

    @Test
    void user_is_linked_to_the_identity_that_the_back_end_names() {
        IdentityId alice =
                world.exchange().getId(POOL_ID, world.logins("alice")).id();
        IdentityId guest = world.exchange().getId(POOL_ID, Map.of()).id();

        assertThat(token(alice, Map.of(PROVIDER, "u-1")).identityId()).isEqualTo(alice);
        assertThat(token(guest, Map.of(PROVIDER, "u-2")).identityId()).isEqualTo(guest);
        assertRefused(Reason.DEVELOPER_USER_TAKEN, () -> token(alice, Map.of(PROVIDER, "u-2")));
        assertThat(world.log.last().reason()).isEqualTo(Reason.DEVELOPER_USER_TAKEN);
    }

    @Test
    void identity_of_another_pool_is_not_found() {
        PoolId other = new PoolId("eu-west-1", UUID.randomUUID());
        world.pools.add(TestData.pool(other, settings().name("other").build()));
        IdentityId elsewhere =
                world.exchange().getId(other, world.logins("alice")).id();

        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> token(elsewhere, Map.of(PROVIDER, "u-1")));
    }

    @Test
    void guest_proof_binds_back_ends_too() {
        world.change(settings().developer(PROVIDER).proof());
        FoundIdentity guest = world.exchange().getId(POOL_ID, Map.of());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> token(guest.id(), Map.of(PROVIDER, "u-1")));
        assertThat(world.exchange()
                        .openIdTokenForDeveloper(new DeveloperRequest(
                                POOL_ID,
                                guest.id(),
                                Map.of(PROVIDER, "u-1"),
                                Map.of(),
                                Duration.ofMinutes(15),
                                guest.guestSecret()))
                        .identityId())
                .isEqualTo(guest.id());
    }

    @Test
    void token_is_good_for_its_own_identity_and_pool_only() {
        ExchangedToken token = vouch("u-1");
        IdentityId other = vouch("u-2").identityId();
        PoolId otherPool = new PoolId("eu-west-1", UUID.randomUUID());
        world.pools.add(TestData.pool(otherPool, settings().name("other").build()));

        assertRefused(Reason.LOGINS_MISMATCH, () -> world.exchange()
                .credentials(other, Map.of(POOL_TOKEN, token.token()), null, null));
        assertRefused(Reason.LOGIN_INVALID, () -> world.exchange().getId(otherPool, Map.of(POOL_TOKEN, token.token())));
        assertRefused(Reason.INVALID_PARAMETER, () -> world.exchange()
                .getId(POOL_ID, with(POOL_TOKEN, token.token(), world.logins("alice"))));
    }

    /** Two users of the back end are one identity after a merge; the wrong one may have been merged. */
    @Test
    void token_of_a_user_who_was_unlinked_is_not_that_of_the_users_who_stay() {
        ExchangedToken first = vouch("u-1");
        ExchangedToken second = token(first.identityId(), Map.of(PROVIDER, "u-2"));
        ExchangedToken both = token(first.identityId(), with(PROVIDER, "u-2", world.logins("alice")));
        assertThat(use(first)).isNotNull();

        users().unlink(POOL_ID, first.identityId(), PROVIDER, "u-1");

        assertRefused(Reason.LOGIN_INVALID, () -> use(first));
        assertThat(use(second)).isNotNull();
        users().unlink(POOL_ID, first.identityId(), PROVIDER, "u-2");
        assertRefused(Reason.LOGIN_INVALID, () -> use(both));
    }

    @Test
    void token_ends_with_its_identity_its_user_and_its_provider() {
        ExchangedToken token = vouch("u-1");
        users().unlink(POOL_ID, token.identityId(), PROVIDER, "u-1");
        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> use(token));

        ExchangedToken both = token(null, with(PROVIDER, "u-3", world.logins("alice")));
        world.states.answer(State.NOT_BEFORE);
        assertRefused(Reason.LOGIN_REVOKED, () -> use(both));
        world.states.answer(State.GOOD);
        assertThat(use(both)).isNotNull();

        ExchangedToken orphan = vouch("u-4");
        world.change(settings());
        assertRefused(Reason.LOGIN_INVALID, () -> use(orphan));
    }

    @Test
    void token_buys_no_other_token() {
        ExchangedToken token = vouch("u-1");

        assertRefused(Reason.NOT_AUTHORIZED, () -> world.exchange()
                .openIdToken(token.identityId(), Map.of(POOL_TOKEN, token.token()), null));
    }

    @Test
    void sts_takes_the_token_where_the_pool_allows_the_classic_flow() {
        ExchangedToken token = vouch("u-1");

        assertThat(world.exchange().assumeRoleWithWebIdentity(token.token(), ROLE, "s-1", Narrowing.NONE))
                .isNotNull();
        world.change(settings().developer(PROVIDER));
        assertRefused(Reason.CLASSIC_FLOW_DISABLED, () -> world.exchange()
                .assumeRoleWithWebIdentity(token.token(), ROLE, "s-1", Narrowing.NONE));
        assertThat(use(token)).isNotNull();
    }

    @Test
    void lookup_tells_the_identity_of_a_user_and_the_users_of_an_identity() {
        IdentityId identity = vouch("u-1").identityId();
        token(identity, Map.of(PROVIDER, "u-2"));

        assertThat(users().lookup(POOL_ID, null, "u-1", 60, null).identity()).isEqualTo(identity);
        DeveloperUsers.Found page = users().lookup(POOL_ID, identity, null, 1, null);
        assertThat(page.users().items()).containsExactly("u-1");
        assertThat(users().lookup(POOL_ID, identity, null, 1, page.users().next())
                        .users())
                .isEqualTo(new Page<>(List.of("u-2"), null));
        assertThat(users().lookup(POOL_ID, identity, "u-2", 60, null).identity())
                .isEqualTo(identity);

        IdentityId other = vouch("u-3").identityId();
        assertRefused(Reason.CONFLICT, () -> users().lookup(POOL_ID, other, "u-1", 60, null));
        assertRefused(Reason.RESOURCE_NOT_FOUND, () -> users().lookup(POOL_ID, null, "u-9", 60, null));
        assertRefused(Reason.INVALID_PARAMETER, () -> users().lookup(POOL_ID, null, null, 60, null));
        assertRefused(Reason.POOL_NOT_FOUND, () -> users().lookup(
                        new PoolId("eu-west-1", UUID.randomUUID()), null, "u-1", 60, null));
    }

    @Test
    void merged_users_are_the_destinations_identity() {
        ExchangedToken source = vouch("u-1");
        IdentityId destination = vouch("u-2").identityId();

        assertThat(users().merge(POOL_ID, PROVIDER, "u-1", "u-2")).isEqualTo(destination);
        assertThat(users().merge(POOL_ID, PROVIDER, "u-1", "u-2")).isEqualTo(destination);

        assertThat(vouch("u-1").identityId()).isEqualTo(destination);
        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> use(source));
        assertRefused(Reason.RESOURCE_NOT_FOUND, () -> users().merge(POOL_ID, PROVIDER, "u-1", "u-9"));
        assertRefused(Reason.INVALID_PARAMETER, () -> users().merge(POOL_ID, "other.example", "u-1", "u-2"));
    }

    @Test
    void merge_never_gives_an_identity_two_users_of_the_realm() {
        token(null, with(PROVIDER, "u-1", world.logins("alice")));
        token(null, with(PROVIDER, "u-2", world.logins("bob")));

        assertRefused(Reason.CONFLICT, () -> users().merge(POOL_ID, PROVIDER, "u-1", "u-2"));
    }

    @Test
    void unlinked_user_is_a_new_identity() {
        IdentityId identity = vouch("u-1").identityId();
        token(identity, Map.of(PROVIDER, "u-2"));

        users().unlink(POOL_ID, identity, PROVIDER, "u-2");

        assertThat(vouch("u-2").identityId()).isNotEqualTo(identity);
        assertThat(vouch("u-1").identityId()).isEqualTo(identity);
        assertRefused(Reason.RESOURCE_NOT_FOUND, () -> users().unlink(POOL_ID, identity, PROVIDER, "u-2"));
    }

    @Test
    void user_unlinks_its_own_login_with_a_token_of_it() {
        ExchangedToken both = token(null, with(PROVIDER, "u-1", world.logins("alice")));
        IdentityId id = both.identityId();
        Set<String> realm = Set.of(TestData.REALM.userPoolLoginKey());

        assertRefused(Reason.LOGINS_MISMATCH, () -> world.exchange().unlink(id, world.logins("bob"), realm));
        assertRefused(
                Reason.NOT_AUTHORIZED, () -> world.exchange().unlink(id, world.logins("alice"), Set.of(PROVIDER)));
        assertRefused(Reason.INVALID_PARAMETER, () -> world.exchange()
                .unlink(id, world.logins("alice"), Set.of("accounts.google.com")));
        world.states.answer(State.NOT_BEFORE);
        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().unlink(id, world.logins("alice"), realm));
        world.states.answer(State.GOOD);

        world.exchange().unlink(id, world.logins("alice"), realm);

        assertThat(world.exchange().getId(POOL_ID, world.logins("alice")).id()).isNotEqualTo(id);
        assertThat(vouch("u-1").identityId()).isEqualTo(id);
    }

    @Test
    void identity_ends_with_its_last_login() {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();

        world.exchange().unlink(id, world.logins("alice"), Set.of(TestData.REALM.issuerLoginKey()));

        assertRefused(
                Reason.IDENTITY_FORBIDDEN, () -> world.exchange().credentials(id, world.logins("alice"), null, null));
    }

    @Test
    void request_shows_no_token() {
        assertThat(request(Map.of(PROVIDER, "secret-user"), Map.of(), Duration.ofMinutes(1)))
                .hasToString("DeveloperRequest[" + POOL_ID + ", null]");
    }

    private ExchangedToken vouch(String user) {
        return token(null, Map.of(PROVIDER, user));
    }

    private ExchangedToken token(@Nullable IdentityId id, Map<String, String> logins) {
        return world.exchange()
                .openIdTokenForDeveloper(new DeveloperRequest(
                        POOL_ID, id, logins, Map.of(), CredentialLimits.DEFAULT_DEVELOPER_TOKEN_LIFETIME, null));
    }

    private static DeveloperRequest request(Map<String, String> logins, Map<String, String> tags, Duration lifetime) {
        return new DeveloperRequest(POOL_ID, null, logins, tags, lifetime, null);
    }

    private ExchangedCredentials use(ExchangedToken token) {
        return world.exchange().credentials(token.identityId(), Map.of(POOL_TOKEN, token.token()), null, null);
    }

    private DeveloperUsers users() {
        return new DeveloperUsers(world.pools, world.identities, world.clock);
    }

    private static Map<String, String> with(String key, String value, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put(key, value);
        return all;
    }
}
