package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.LoginStandIn.SigningKey;
import io.cloakpool.testsuite.pool.People.Person;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

/** Logins that other providers than the own realm vouch for. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OtherProvidersTest {
    private static final String ARN = "arn:aws:iam::000000000000:oidc-provider/";
    private static final String GOOGLE = "accounts.google.com";
    private static final String APPLE = "appleid.apple.com";
    private static final String CLIENT = "corp-client";
    /** Keycloak asks for a key set no more often than every ten seconds. */
    private static final Duration ROTATION = Duration.ofSeconds(20);

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm otherRealm;

    private final LoginStandIn provider = new LoginStandIn();
    private final String alias = "corp-" + UUID.randomUUID();
    private final String key = "login.example/" + alias;
    private final String issuer = "https://" + key;
    private Doors doors;
    private People people;
    private CognitoIdentityClient administrator;
    private CognitoIdentityClient app;
    private PoolEditor editor;
    private String pool;

    @BeforeEach
    void poolThatTakesThem() {
        doors = Doors.of(realm);
        people = new People(realm);
        administrator = BackEnd.administrator().sdk(realm);
        app = BackEnd.unsigned(realm);
        createProvider(provider.url("/keys"));
        pool = administrator
                .createIdentityPool(r -> r.identityPoolName(alias)
                        .allowUnauthenticatedIdentities(false)
                        .openIdConnectProviderARNs(ARN + key)
                        .supportedLoginProviders(Map.of(GOOGLE, "one.app;other.app", APPLE, "one.app"))
                        .cognitoIdentityProviders(CognitoIdentityProvider.builder()
                                .providerName(otherRealmKey())
                                .clientId("webapp")
                                .serverSideTokenCheck(true)
                                .build()))
                .identityPoolId();
        editor = new PoolEditor(doors, people, pool);
        editor.trustDemoUser(alias);
        editor.change(settings -> {
            settings.put("authenticatedRole", Doors.ROLE);
            PoolEditor.binding(settings, "google").put("baseUrl", provider.url("/google"));
            PoolEditor.binding(settings, "apple").put("baseUrl", provider.url("/apple/"));
        });
    }

    @AfterEach
    void remove() {
        administrator.deleteIdentityPool(r -> r.identityPoolId(pool));
        realm.admin().identityProviders().get(alias).remove();
        administrator.close();
        app.close();
        provider.close();
    }

    @Test
    void the_api_says_the_providers_as_they_were_sent() {
        var described = administrator.describeIdentityPool(r -> r.identityPoolId(pool));

        assertThat(described.openIdConnectProviderARNs()).containsExactly(ARN + key);
        assertThat(described.supportedLoginProviders())
                .isEqualTo(Map.of(GOOGLE, "one.app;other.app", APPLE, "one.app"));
        assertThat(described.cognitoIdentityProviders()).singleElement().satisfies(one -> assertThat(one.providerName())
                .isEqualTo(otherRealmKey()));
        assertThatThrownBy(() -> administrator.updateIdentityPool(r -> r.identityPoolId(pool)
                        .identityPoolName(alias)
                        .allowUnauthenticatedIdentities(false)
                        .openIdConnectProviderARNs(ARN + "nobody.example")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void id_token_of_an_identity_provider_becomes_credentials() {
        String token = token(Map.of("sub", "bob"));

        String identity = getId(key, token);
        var credentials = app.getCredentialsForIdentity(
                        r -> r.identityId(identity).logins(Map.of(key, token)))
                .credentials();

        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(getId(key, token(Map.of("sub", "bob")))).isEqualTo(identity);
        assertThat(getId(key, token(Map.of("sub", "carol")))).isNotEqualTo(identity);
        assertThat(administrator.describeIdentity(r -> r.identityId(identity)).logins())
                .containsExactly(key);
    }

    @Test
    void google_and_apple_are_known_by_name() {
        for (String google : List.of("https://accounts.google.com", "accounts.google.com")) {
            getId(GOOGLE, provider.idToken(google, "one.app", Map.of("azp", "other.app")));
        }
        getId(APPLE, provider.idToken("https://appleid.apple.com", "one.app", Map.of()));

        refused(GOOGLE, provider.idToken("https://accounts.google.com", "a.stranger", Map.of()));
        refused(GOOGLE, provider.idToken("https://accounts.google.com", "one.app", Map.of("azp", "a.stranger")));
        refused(GOOGLE, provider.idToken("https://appleid.apple.com", "one.app", Map.of()));
        refused(APPLE, provider.idToken("https://accounts.google.com", "one.app", Map.of()));
        refused(APPLE, token(Map.of()));
    }

    @Test
    void what_is_not_a_good_id_token_of_this_provider_is_refused() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> good = LoginStandIn.claims(issuer, CLIENT, Map.of());
        SigningKey right = provider.key();
        PublicKey publicKey = right.pair().getPublic();
        getId(key, LoginStandIn.signed(header("RS256", right.kid()), good, right));

        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("none", LoginStandIn.content(header("none", right.kid()), good) + ".");
        bad.put("none, signed", LoginStandIn.signed(header("none", right.kid()), good, right));
        bad.put("HMAC of DER", LoginStandIn.hmac(header("HS256", right.kid()), good, publicKey.getEncoded()));
        bad.put("HMAC of PEM", LoginStandIn.hmac(header("HS256", right.kid()), good, pem(publicKey)));
        bad.put("other algorithm", LoginStandIn.signed(header("RS512", right.kid()), good, right));
        bad.put("algorithm of another key type", LoginStandIn.signed(header("ES256", right.kid()), good, right));
        bad.put("other key", LoginStandIn.signed(header("RS256", right.kid()), good, SigningKey.create()));
        bad.put("unknown key", LoginStandIn.signed(header("RS256", "../../etc/passwd"), good, right));
        bad.put("no key", LoginStandIn.signed(Map.of("alg", "RS256"), good, right));
        bad.put("access token", LoginStandIn.signed(header("RS256", right.kid(), "at+jwt"), good, right));
        bad.put("Keycloak's access token", token(Map.of("typ", "Bearer")));
        bad.put("issuer", provider.idToken(issuer + "/", CLIENT, Map.of()));
        bad.put("audience", provider.idToken(issuer, "other", Map.of()));
        bad.put("authorized party", token(Map.of("azp", "other")));
        bad.put("several audiences", token(Map.of("aud", List.of(CLIENT, "other"))));
        bad.put("expired", token(Map.of("exp", now - 1)));
        bad.put("not yet valid", token(Map.of("nbf", now + 60)));
        bad.put("made in the future", token(Map.of("iat", now + 60)));
        bad.put("own realm", people.signIn().id());
        bad.put("garbage", "a.b.c");
        Map<String, Class<?>> verdicts = new LinkedHashMap<>();
        bad.forEach((name, token) -> {
            Throwable thrown = catchThrowable(() -> getId(key, token));
            verdicts.put(name, thrown == null ? Void.class : thrown.getClass());
        });

        assertThat(verdicts)
                .allSatisfy((name, verdict) -> assertThat(verdict).as(name).isEqualTo(NotAuthorizedException.class));
    }

    @Test
    void rotated_key_counts_soon_and_the_old_one_no_more() throws InterruptedException {
        String old = token(Map.of());
        getId(key, old);
        provider.rotate();
        String fresh = token(Map.of());

        Instant end = Instant.now().plus(ROTATION);
        while (catchThrowable(() -> getId(key, fresh)) != null && Instant.now().isBefore(end)) {
            Thread.sleep(500);
        }

        getId(key, fresh);
        refused(key, old);
    }

    @Test
    void disabled_provider_accepts_nothing() {
        String token = token(Map.of());
        getId(key, token);
        changeProvider(representation -> representation.setEnabled(false));
        refused(key, token);
        changeProvider(representation -> representation.setEnabled(true));

        getId(key, token);
    }

    @Test
    void provider_with_a_written_down_key_need_not_be_reached() {
        SigningKey right = provider.key();
        changeProvider(representation -> {
            representation.getConfig().put("useJwksUrl", "false");
            representation
                    .getConfig()
                    .put(
                            "publicKeySignatureVerifier",
                            new String(pem(right.pair().getPublic()), StandardCharsets.US_ASCII));
        });
        Map<String, Object> claims = LoginStandIn.claims(issuer, CLIENT, Map.of());

        getId(key, LoginStandIn.signed(Map.of("alg", "RS256"), claims, right));
        getId(key, LoginStandIn.signed(header("RS256", "any"), claims, right));
        refused(key, LoginStandIn.signed(header("RS256", "any"), claims, SigningKey.create()));
        refused(
                key,
                LoginStandIn.hmac(
                        header("HS256", "any"), claims, pem(right.pair().getPublic())));
        refused(key, LoginStandIn.signed(header("ES256", "any"), claims, right));
    }

    @Test
    void provider_that_misbehaves_is_an_external_fault_and_never_a_long_wait() {
        String token = token(Map.of());
        for (String path : List.of("/broken", "/nonsense", "/empty", "/huge", "/moved", "/slow", "/nowhere")) {
            changeProvider(representation -> representation.getConfig().put("jwksUrl", provider.url(path)));
            Instant start = Instant.now();

            assertThatThrownBy(() -> getId(key, token)).as(path).isInstanceOf(ExternalServiceException.class);

            assertThat(Duration.between(start, Instant.now())).as(path).isLessThan(Duration.ofSeconds(7));
        }
        changeProvider(representation -> representation.getConfig().put("jwksUrl", "http://127.0.0.1:1/keys"));
        assertThatThrownBy(() -> getId(key, token)).isInstanceOf(ExternalServiceException.class);
        changeProvider(representation -> representation.getConfig().put("jwksUrl", provider.url("/keys")));

        getId(key, token);
    }

    @Test
    void user_of_another_realm_is_good_as_long_as_that_realm_says_so() {
        People others = new People(otherRealm);
        Person person = others.newPerson();
        String token = others.signIn(person).id();
        String identity = getId(otherRealmKey(), token);
        assertThat(administrator.describeIdentity(r -> r.identityId(identity)).logins())
                .containsExactly(otherRealmKey());
        refused(otherRealmKey(), others.signIn(person).access());
        refused(otherRealmKey(), people.signIn().id());

        others.disable(person);

        refused(otherRealmKey(), token);
    }

    /** Else a realm that lets its users write a claim would let them choose their role in the pool of another one. */
    @Test
    void claim_that_users_of_another_realm_write_chooses_no_role() {
        Http.Answer byName = chooseOtherRealmsRoleBy("given_name");
        Http.Answer byId = chooseOtherRealmsRoleBy("sub");

        assertThat(byName.status()).isEqualTo(400);
        assertThat(byName.body()).contains("claim 'given_name' can be written by the users");
        assertThat(byId.status()).as(byId.body()).isEqualTo(200);
    }

    private Http.Answer chooseOtherRealmsRoleBy(String claim) {
        return editor.tryTo(settings -> PoolEditor.binding(settings, "other_realm-" + otherRealm.getName())
                .putObject("roleMapping")
                .put("type", "rules")
                .putArray("rules")
                .addObject()
                .put("claim", claim)
                .put("value", "x")
                .put("role", Doors.ROLE));
    }

    private String token(Map<String, ?> changes) {
        return provider.idToken(issuer, CLIENT, changes);
    }

    private String getId(String login, String token) {
        return app.getId(r -> r.identityPoolId(pool).logins(Map.of(login, token)))
                .identityId();
    }

    private void refused(String login, String token) {
        assertThatThrownBy(() -> getId(login, token)).isInstanceOf(NotAuthorizedException.class);
    }

    private static Map<String, String> header(String algorithm, String kid) {
        return header(algorithm, kid, "JWT");
    }

    private static Map<String, String> header(String algorithm, String kid, String type) {
        return Map.of("alg", algorithm, "kid", kid, "typ", type);
    }

    private static byte[] pem(PublicKey publicKey) {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(publicKey.getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String otherRealmKey() {
        return otherRealm.getBaseUrl().replaceFirst("^http://[^/]*", "localhost:8080");
    }

    private void createProvider(String jwksUrl) {
        IdentityProviderRepresentation representation = new IdentityProviderRepresentation();
        representation.setAlias(alias);
        representation.setProviderId("oidc");
        representation.setEnabled(true);
        representation.setConfig(new HashMap<>(Map.of(
                "issuer",
                issuer,
                "clientId",
                CLIENT,
                "clientSecret",
                "secret",
                "authorizationUrl",
                issuer + "/authorize",
                "tokenUrl",
                issuer + "/token",
                "validateSignature",
                "true",
                "useJwksUrl",
                "true",
                "jwksUrl",
                jwksUrl)));
        try (Response made = realm.admin().identityProviders().create(representation)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }

    private void changeProvider(Consumer<IdentityProviderRepresentation> change) {
        var resource = realm.admin().identityProviders().get(alias);
        IdentityProviderRepresentation representation = resource.toRepresentation();
        change.accept(representation);
        resource.update(representation);
    }
}
