package io.cloakpool.testsuite.pool;

import static io.cloakpool.testsuite.pool.VouchedPool.POOL_TOKEN;
import static io.cloakpool.testsuite.pool.VouchedPool.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.DeveloperUserAlreadyRegisteredException;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** Users that a back end vouches for, and the life of identities with several logins, on a real database. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class DeveloperIdentitiesTest {
    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private People people;
    private VouchedPool vouched;
    private String pool;
    private CognitoIdentityClient backEnd;
    private CognitoIdentityClient administrator;
    private CognitoIdentityClient app;

    @BeforeEach
    void poolWithADeveloperProvider() {
        people = new People(realm);
        vouched = VouchedPool.create(realm);
        pool = vouched.id();
        backEnd = vouched.backEnd();
        administrator = vouched.administrator();
        app = vouched.app();
    }

    @AfterEach
    void remove() {
        vouched.close();
    }

    @Test
    void a_vouched_user_gets_credentials_that_a_gateway_knows() {
        GetOpenIdTokenForDeveloperIdentityResponse user = vouch("u-1");

        var credentials = app.getCredentialsForIdentity(
                        r -> r.identityId(user.identityId()).logins(Map.of(POOL_TOKEN, user.token())))
                .credentials();

        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(vouch("u-1").identityId()).isEqualTo(user.identityId());
        assertThat(app.getId(r -> r.identityPoolId(pool).logins(Map.of(POOL_TOKEN, user.token())))
                        .identityId())
                .isEqualTo(user.identityId());
    }

    @Test
    void only_clients_that_the_pool_names_may_vouch() {
        try (CognitoIdentityClient stranger = BackEnd.create(realm).sdk(realm)) {
            assertThatThrownBy(() -> stranger.getOpenIdTokenForDeveloperIdentity(
                            r -> r.identityPoolId(pool).logins(Map.of(PROVIDER, "u-1"))))
                    .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
            assertThatThrownBy(() -> stranger.lookupDeveloperIdentity(
                            r -> r.identityPoolId(pool).developerUserIdentifier("u-1")))
                    .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
        }
        assertThatThrownBy(() -> app.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).logins(Map.of(PROVIDER, "u-1"))))
                .satisfies(e -> assertThat(code(e)).isEqualTo("MissingAuthenticationTokenException"));
        assertThatThrownBy(() -> backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(vouched.doors().poolId()).logins(Map.of(PROVIDER, "u-1"))))
                .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
    }

    @Test
    void a_back_end_may_do_nothing_else() {
        assertThatThrownBy(
                        () -> backEnd.listIdentities(r -> r.identityPoolId(pool).maxResults(10)))
                .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
        assertThatThrownBy(() -> backEnd.deleteIdentityPool(r -> r.identityPoolId(pool)))
                .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
    }

    @Test
    void users_are_linked_looked_up_merged_and_unlinked() {
        String one = vouch("u-1").identityId();
        String two = vouch("u-2").identityId();
        backEnd.getOpenIdTokenForDeveloperIdentity(
                r -> r.identityPoolId(pool).identityId(one).logins(Map.of(PROVIDER, "u-3")));

        assertThat(backEnd.lookupDeveloperIdentity(r -> r.identityPoolId(pool).identityId(one))
                        .developerUserIdentifierList())
                .containsExactly("u-1", "u-3");
        assertThatThrownBy(() -> backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).identityId(two).logins(Map.of(PROVIDER, "u-3"))))
                .isInstanceOf(DeveloperUserAlreadyRegisteredException.class);
        assertThat(merge("u-1", "u-2")).isEqualTo(two);
        assertThat(backEnd.lookupDeveloperIdentity(r -> r.identityPoolId(pool).developerUserIdentifier("u-3"))
                        .identityId())
                .isEqualTo(two);

        backEnd.unlinkDeveloperIdentity(r -> r.identityPoolId(pool)
                .identityId(two)
                .developerProviderName(PROVIDER)
                .developerUserIdentifier("u-3"));

        assertThat(vouch("u-3").identityId()).isNotIn(one, two);
        assertThatThrownBy(() -> merge("u-1", "nobody")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> backEnd.lookupDeveloperIdentity(r -> r.identityPoolId(pool)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_merged_identity_is_gone_with_its_credentials() {
        GetOpenIdTokenForDeveloperIdentityResponse source = vouch("u-1");
        vouch("u-2");
        merge("u-1", "u-2");

        assertThatThrownBy(() -> app.getCredentialsForIdentity(
                        r -> r.identityId(source.identityId()).logins(Map.of(POOL_TOKEN, source.token()))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + source.identityId() + "' is forbidden");
    }

    @Test
    void a_realm_login_is_linked_beside_the_vouched_user_and_unlinks_itself() {
        String token = people.signIn().id();
        String both = backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).logins(Map.of(PROVIDER, "u-1", loginKey(), token)))
                .identityId();
        Map<String, String> logins = Map.of(loginKey(), token);
        assertThat(getId(logins)).isEqualTo(both);
        assertThat(administrator.describeIdentity(r -> r.identityId(both)).logins())
                .containsExactly(loginKey(), PROVIDER);
        assertThatThrownBy(() -> app.unlinkIdentity(
                        r -> r.identityId(both).logins(logins).loginsToRemove(PROVIDER)))
                .isInstanceOf(NotAuthorizedException.class);

        app.unlinkIdentity(r -> r.identityId(both).logins(logins).loginsToRemove(loginKey()));

        assertThat(getId(logins)).isNotEqualTo(both);
        assertThat(vouch("u-1").identityId()).isEqualTo(both);
    }

    @Test
    void two_identities_never_merge_by_signing_in() {
        String token = people.signIn().id();
        String one = getId(Map.of(loginKey(), token));
        String two = vouch("u-1").identityId();

        assertThat(one).isNotEqualTo(two);
        assertThatThrownBy(() -> backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).logins(Map.of(PROVIDER, "u-1", loginKey(), token))))
                .isInstanceOf(ResourceConflictException.class);
    }

    @Test
    void an_identity_never_gets_two_users_of_the_realm() {
        String alice = vouch("u-1", people.signIn().id()).identityId();
        String bob = vouch("u-2", people.signIn().id()).identityId();
        Map<String, String> another =
                Map.of(PROVIDER, "u-1", loginKey(), people.signIn().id());

        assertThatThrownBy(() -> merge("u-1", "u-2")).isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).identityId(alice).logins(another)))
                .isInstanceOf(ResourceConflictException.class);

        assertThat(vouch("u-1").identityId()).isEqualTo(alice);
        assertThat(vouch("u-2").identityId()).isEqualTo(bob);
    }

    @Test
    void identities_are_listed_described_and_deleted() {
        String token = people.signIn().id();
        String id = getId(Map.of(loginKey(), token));
        vouch("u-1");
        vouch("u-2");

        var page = administrator.listIdentities(r -> r.identityPoolId(pool).maxResults(2));
        assertThat(page.identities()).hasSize(2);
        assertThat(administrator
                        .listIdentities(
                                r -> r.identityPoolId(pool).maxResults(2).nextToken(page.nextToken()))
                        .identities())
                .hasSize(1);
        assertThat(administrator.describeIdentity(r -> r.identityId(id)).creationDate())
                .isNotNull();

        String stranger = "us-east-1:00000000-0000-0000-0000-000000000000";
        assertThat(administrator
                        .deleteIdentities(r -> r.identityIdsToDelete(id, stranger))
                        .unprocessedIdentityIds())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.identityId()).isEqualTo(stranger);
                    assertThat(left.errorCodeAsString()).isEqualTo("AccessDenied");
                });
        assertThat(getId(Map.of(loginKey(), token))).isNotEqualTo(id);
        assertThat(administrator
                        .listIdentities(
                                r -> r.identityPoolId(pool).maxResults(60).hideDisabled(true))
                        .identities())
                .noneMatch(identity -> identity.identityId().equals(id));
    }

    @Test
    void pools_are_tagged() {
        String arn = "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/" + pool;

        administrator.tagResource(r -> r.resourceArn(arn).tags(Map.of("team", "blue", "tier", "gold")));
        administrator.untagResource(r -> r.resourceArn(arn).tagKeys("tier"));

        assertThat(administrator.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .containsExactly(Map.entry("team", "blue"));
        assertThatThrownBy(() -> administrator.listTagsForResource(
                        r -> r.resourceArn(arn.replace("000000000000", "111111111111"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private String merge(String source, String destination) {
        return backEnd.mergeDeveloperIdentities(r -> r.identityPoolId(pool)
                        .developerProviderName(PROVIDER)
                        .sourceUserIdentifier(source)
                        .destinationUserIdentifier(destination))
                .identityId();
    }

    private GetOpenIdTokenForDeveloperIdentityResponse vouch(String user) {
        return vouched.vouch(user);
    }

    private GetOpenIdTokenForDeveloperIdentityResponse vouch(String user, String token) {
        return vouched.vouch(Map.of(PROVIDER, user, loginKey(), token));
    }

    private String getId(Map<String, String> logins) {
        return vouched.getId(logins);
    }

    private String loginKey() {
        return vouched.loginKey();
    }

    private static String code(Throwable failure) {
        return ((CognitoIdentityException) failure).awsErrorDetails().errorCode();
    }
}
