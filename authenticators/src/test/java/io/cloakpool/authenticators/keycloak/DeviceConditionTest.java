package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.code.KeyedHash;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.TokenManager;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/** A second factor is spared on a device that the user has remembered, as long as it counts, and where nothing is to be changed. */
class DeviceConditionTest {
    private static final int KEY_BYTES = 32;
    private static final String COOKIE = "CLOAKPOOL_DEVICES";
    private static final String SPARED = "cloakpool-factor-spared";
    private static final String DEVICE = "cloakpool-device";
    private static final String SECRET = "the-secret-of-the-device";

    private final List<CredentialModel> credentials = new ArrayList<>();
    private final Map<String, String> sessionNotes = new HashMap<>();
    private String mode = "always";
    private String proof = "device-1." + SECRET;
    private String type = "cloakpool-devices";
    private String userId = "ann";
    private @Nullable String action;

    private final RealmModel realm = Stubs.of(
            RealmModel.class,
            Map.of(
                    "getAttribute",
                    name -> "cloakpool.devices".equals(name.get(0)) ? mode : null,
                    "getName",
                    none -> "shop"));
    private final HttpHeaders headers =
            Stubs.of(HttpHeaders.class, Map.of("getCookies", none -> Map.of(COOKIE, cookie())));
    private final HttpRequest request = Stubs.of(HttpRequest.class, Map.of("getHttpHeaders", none -> headers));
    private final KeycloakContext keycloak =
            Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm, "getHttpRequest", none -> request));
    private final TokenManager tokens = Stubs.of(TokenManager.class, Map.of("decode", none -> token()));
    private final KeyManager keys = Stubs.of(KeyManager.class, Map.of("getActiveKey", none -> key()));
    private final KeycloakSessionFactory factory = Stubs.of(KeycloakSessionFactory.class, Map.of());
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "getContext", none -> keycloak,
                    "tokens", none -> tokens,
                    "keys", none -> keys,
                    "getKeycloakSessionFactory", none -> factory));
    private final SubjectCredentialManager manager = Stubs.of(
            SubjectCredentialManager.class,
            Map.of(
                    "getStoredCredentialsStream",
                    none -> credentials.stream(),
                    "getStoredCredentialsByTypeStream",
                    of -> credentials.stream().filter(one -> one.getType().equals(of.get(0)))));
    private final UserModel user =
            Stubs.of(UserModel.class, Map.of("getId", none -> userId, "credentialManager", none -> manager));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class, Map.of("getClientNote", name -> action, "setUserSessionNote", note -> {
                sessionNotes.put(String.valueOf(note.get(0)), String.valueOf(note.get(1)));
                return null;
            }));
    private final AuthenticationFlowContext context = Stubs.of(
            AuthenticationFlowContext.class,
            Map.of(
                    "getSession", none -> session,
                    "getUser", none -> user,
                    "getAuthenticationSession", none -> signIn,
                    "getEvent", none -> new EventBuilder(realm, session)));

    private static Cookie cookie() {
        return new Cookie.Builder(COOKIE).value("signed").build();
    }

    private DeviceCookie.@Nullable DeviceToken token() {
        try {
            return JsonSerialization.readValue(
                    "{\"typ\":\"" + type + "\",\"exp\":" + (Time.currentTimeSeconds() + 60) + ",\"devices\":[\"" + proof
                            + "\"]}",
                    DeviceCookie.DeviceToken.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyWrapper key() {
        KeyWrapper key = new KeyWrapper();
        key.setSecretKey(new SecretKeySpec(new byte[KEY_BYTES], "HmacSHA256"));
        return key;
    }

    private static CredentialModel credential(String type, String id, Duration age) {
        CredentialModel credential = new CredentialModel();
        credential.setType(type);
        credential.setId(id);
        credential.setCreatedDate(Time.currentTimeMillis() - age.toMillis());
        return credential;
    }

    @BeforeAll
    static void cookies() {
        HeadersAsText.use();
    }

    @BeforeEach
    void a_device() {
        CredentialModel device = credential(RememberedDevices.TYPE, "device-1", Duration.ofDays(29));
        String hash = new RealmHash(session).of(KeyedHash.Use.DEVICE, "ann:device-1:" + SECRET);
        device.setSecretData("{\"hash\":\"" + hash + "\"}");
        credentials.add(device);
        credentials.add(credential("password", "password-1", Duration.ofDays(60)));
    }

    private boolean asks() {
        return DeviceCondition.INSTANCE.matchCondition(context);
    }

    @Test
    void a_remembered_device_spares_the_second_factor_and_the_session_knows() {
        assertThat(asks()).isFalse();
        assertThat(sessionNotes).containsEntry(SPARED, "true").containsEntry(DEVICE, "device-1");
    }

    @Test
    void it_does_not_where_factors_or_addresses_are_to_be_changed() {
        action = "UPDATE_EMAIL";

        assertThat(asks()).isTrue();
        assertThat(sessionNotes).containsEntry(SPARED, "false");
        assertThat(sessionNotes).as("it is that device all the same").containsEntry(DEVICE, "device-1");
    }

    @Test
    void what_another_secret_opens_is_no_device() {
        proof = "device-1.another";

        assertThat(asks()).isTrue();
        assertThat(sessionNotes).as("whatever the session was before").containsEntry(DEVICE, "");
    }

    @Test
    void the_device_of_another_user_is_none_of_this_one() {
        userId = "bob";

        assertThat(asks()).isTrue();
    }

    /** The realm signs other tokens too. */
    @Test
    void a_token_of_another_kind_is_no_proof() {
        type = "Serialized-ID";

        assertThat(asks()).isTrue();
    }

    @Test
    void a_device_is_forgotten_after_a_month() {
        credentials
                .get(0)
                .setCreatedDate(Time.currentTimeMillis() - Duration.ofDays(30).toMillis());

        assertThat(asks()).isTrue();
    }

    @Test
    void and_when_the_user_has_a_new_credential() {
        credentials.add(credential("otp", "otp-1", Duration.ofDays(1)));

        assertThat(asks()).isTrue();
    }

    /** What is noted of a link is among the credentials, and nothing to sign in by. */
    @Test
    void but_not_when_a_provider_was_linked() {
        credentials.add(credential(LinkHistory.TYPE, "link-1", Duration.ofDays(1)));

        assertThat(asks()).isFalse();
    }

    @Test
    void and_in_a_realm_that_remembers_none() {
        mode = "off";

        assertThat(asks()).isTrue();
    }

    @Test
    void and_when_it_was_removed() {
        credentials.remove(0);

        assertThat(asks()).isTrue();
    }
}
