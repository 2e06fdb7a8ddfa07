package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

/** Logins whose provider is asked about the token: Facebook, Amazon, and the example of a login verifier. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class AccessTokenLoginsTest {
    private static final String FACEBOOK = "graph.facebook.com";
    private static final String AMAZON = "www.amazon.com";
    private static final String AMAZON_CLIENT = "amzn1.application-oa2-client.demo";
    private static final String CHAT_CLIENT = "chat-app";

    /** One for all tests: another one at the same port would meet connections that the server keeps. */
    private static LoginStandIn provider;

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private final AccessTokens tokens = provider.accessTokens();
    private final String name = "social-" + UUID.randomUUID();
    private final String app = "1" + name.replaceAll("\\D", "");
    private CognitoIdentityClient administrator;
    private CognitoIdentityClient client;
    private PoolEditor editor;
    private String pool;

    @BeforeAll
    static void start() {
        provider = new LoginStandIn(PoolServer.ISSUER_PORT);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void poolThatTakesThem() {
        administrator = BackEnd.administrator().sdk(realm);
        client = BackEnd.unsigned(realm);
        createFacebookProvider();
        pool = administrator
                .createIdentityPool(r -> r.identityPoolName(name)
                        .allowUnauthenticatedIdentities(false)
                        .supportedLoginProviders(supported()))
                .identityPoolId();
        editor = new PoolEditor(Doors.of(realm), new People(realm), pool);
        editor.trustDemoUser(name);
        editor.change(settings -> {
            settings.put("authenticatedRole", Doors.ROLE);
            PoolEditor.binding(settings, "facebook").put("baseUrl", provider.url("/facebook"));
            PoolEditor.binding(settings, "amazon").put("baseUrl", provider.url("/amazon/"));
        });
    }

    @AfterEach
    void remove() {
        administrator.deleteIdentityPool(r -> r.identityPoolId(pool));
        realm.admin().identityProviders().get(name).remove();
        administrator.close();
        client.close();
    }

    @Test
    void the_api_says_the_providers_as_they_were_sent() {
        assertThat(administrator
                        .describeIdentityPool(r -> r.identityPoolId(pool))
                        .supportedLoginProviders())
                .isEqualTo(supported());
        assertThatThrownBy(() -> administrator.updateIdentityPool(r -> r.identityPoolId(pool)
                        .identityPoolName(name)
                        .allowUnauthenticatedIdentities(false)
                        .supportedLoginProviders(Map.of("nobody.example", "app"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void access_token_of_facebook_becomes_credentials_as_long_as_facebook_vouches_for_it() {
        String token = tokens.facebook(app, "7", Map.of());

        String identity = becomesCredentials(FACEBOOK, token);

        assertThat(getId(FACEBOOK, tokens.facebook(app, "8", Map.of("expires_at", 0))))
                .isNotEqualTo(identity);
        refused(FACEBOOK, tokens.facebook("2002", "7", Map.of()));
        refused(FACEBOOK, tokens.facebook(app, "7", Map.of("type", "PAGE")));
        refused(
                FACEBOOK,
                tokens.facebook(app, "7", Map.of("expires_at", Instant.now().getEpochSecond() - 1)));
        refused(FACEBOOK, tokens.amazon(AMAZON_CLIENT, "7", Map.of()));
        tokens.revoke(token);
        refused(FACEBOOK, token);
    }

    @Test
    void limited_login_of_facebook_is_the_same_user() {
        String identity = getId(FACEBOOK, tokens.facebook(app, "7", Map.of()));

        for (String issuer : List.of("https://www.facebook.com", "https://facebook.com")) {
            assertThat(getId(FACEBOOK, provider.idToken(issuer, app, Map.of("sub", "7"))))
                    .isEqualTo(identity);
        }
        refused(FACEBOOK, provider.idToken("https://www.facebook.com", "2002", Map.of()));
        refused(FACEBOOK, provider.idToken("https://limited.facebook.com", app, Map.of()));
    }

    @Test
    void facebook_is_asked_with_the_secret_of_the_realm() {
        String token = tokens.facebook(app, "7", Map.of());
        changeFacebookProvider(facebook -> facebook.getConfig().put("clientSecret", "wrong"));
        assertThatThrownBy(() -> getId(FACEBOOK, token)).isInstanceOf(ExternalServiceException.class);
        changeFacebookProvider(facebook -> facebook.getConfig().put("clientSecret", AccessTokens.FACEBOOK_SECRET));
        getId(FACEBOOK, token);
        changeFacebookProvider(facebook -> facebook.setEnabled(false));

        assertThatThrownBy(() -> getId(FACEBOOK, token))
                .isInstanceOfSatisfying(CognitoIdentityException.class, e -> assertThat(
                                e.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidIdentityPoolConfigurationException"))
                .hasMessageContaining("identity provider of type facebook");
    }

    @Test
    void access_token_of_amazon_becomes_credentials_as_long_as_amazon_vouches_for_it() {
        String token = tokens.amazon(AMAZON_CLIENT, "amzn1.account.U", Map.of());

        becomesCredentials(AMAZON, token);

        refused(AMAZON, tokens.amazon("amzn1.application-oa2-client.other", "amzn1.account.U", Map.of()));
        refused(AMAZON, tokens.amazon(AMAZON_CLIENT, "amzn1.account.U", Map.of("iss", "https://amazon.example")));
        refused(AMAZON, tokens.amazon(AMAZON_CLIENT, "amzn1.account.U", Map.of("exp", 0)));
        refused(AMAZON, tokens.facebook(app, "7", Map.of()));
        tokens.revoke(token);
        refused(AMAZON, token);
    }

    @Test
    void token_that_an_installed_verifier_proves_becomes_credentials_as_long_as_it_does() {
        String token = tokens.opaque(CHAT_CLIENT, "u7", Map.of());

        becomesCredentials(PoolServer.LOGINS_KEY, token);

        refused(PoolServer.LOGINS_KEY, tokens.opaque("other-app", "u7", Map.of()));
        refused(PoolServer.LOGINS_KEY, tokens.opaque(CHAT_CLIENT, "u7", Map.of("active", false)));
        refused(
                PoolServer.LOGINS_KEY,
                tokens.opaque(CHAT_CLIENT, "u7", Map.of("exp", Instant.now().getEpochSecond() - 1)));
        tokens.revoke(token);
        refused(PoolServer.LOGINS_KEY, token);
    }

    @Test
    void provider_that_misbehaves_is_an_external_fault_and_never_a_long_wait() {
        for (String path : List.of("/broken", "/nonsense", "/huge", "/moved", "/slow", "/nowhere")) {
            editor.change(settings -> {
                PoolEditor.binding(settings, "facebook").put("baseUrl", provider.url(path));
                PoolEditor.binding(settings, "amazon").put("baseUrl", provider.url(path));
            });
            for (String login : List.of(FACEBOOK, AMAZON)) {
                Instant start = Instant.now();

                assertThatThrownBy(() -> getId(login, "token"))
                        .as(login + path)
                        .isInstanceOf(ExternalServiceException.class);

                assertThat(Duration.between(start, Instant.now()))
                        .as(login + path)
                        .isLessThan(Duration.ofSeconds(7));
            }
        }
    }

    private Map<String, String> supported() {
        return Map.of(FACEBOOK, app + ";2001", AMAZON, AMAZON_CLIENT, PoolServer.LOGINS_KEY, CHAT_CLIENT);
    }

    /** @return the identity */
    private String becomesCredentials(String login, String token) {
        String identity = getId(login, token);
        assertThat(client.getCredentialsForIdentity(r -> r.identityId(identity).logins(Map.of(login, token)))
                        .credentials()
                        .accessKeyId())
                .startsWith("ASIA");
        assertThat(getId(login, token)).isEqualTo(identity);
        assertThat(administrator.describeIdentity(r -> r.identityId(identity)).logins())
                .containsExactly(login);
        return identity;
    }

    private String getId(String login, String token) {
        return client.getId(r -> r.identityPoolId(pool).logins(Map.of(login, token)))
                .identityId();
    }

    private void refused(String login, String token) {
        assertThatThrownBy(() -> getId(login, token)).isInstanceOf(NotAuthorizedException.class);
    }

    private void createFacebookProvider() {
        IdentityProviderRepresentation facebook = new IdentityProviderRepresentation();
        facebook.setAlias(name);
        facebook.setProviderId("facebook");
        facebook.setEnabled(true);
        facebook.getConfig().put("clientId", app);
        facebook.getConfig().put("clientSecret", AccessTokens.FACEBOOK_SECRET);
        try (Response made = realm.admin().identityProviders().create(facebook)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }

    private void changeFacebookProvider(Consumer<IdentityProviderRepresentation> change) {
        var resource = realm.admin().identityProviders().get(name);
        IdentityProviderRepresentation representation = resource.toRepresentation();
        change.accept(representation);
        resource.update(representation);
    }
}
