package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolKeys.SigningKey;
import io.cloakpool.identitypool.pool.Source;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.component.ComponentModel;
import org.keycloak.crypto.AsymmetricSignatureProvider;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.KeyType;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.MacSecretSignatureProvider;
import org.keycloak.crypto.MacSignatureSignerContext;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

@Tag("keycloak")
final class TokenSignaturesTest {
    private static final KeycloakTokenCodec CODEC = new KeycloakTokenCodec();

    private static SigningKey own;
    private static SigningKey other;

    @BeforeAll
    static void keys() {
        CryptoIntegration.init(TokenSignaturesTest.class.getClassLoader());
        own = key("own", RsaPairs.ONE);
        other = key("other", RsaPairs.OTHER);
    }

    @Test
    void signed_token_verifies_with_its_key_alone() {
        String token = CODEC.sign(own, Map.of("sub", "a", "n", 5));

        assertThat(CODEC.verify(List.of(other, own), token)).contains(Map.of("sub", "a", "n", 5));
        assertThat(CODEC.verify(List.of(other), token)).isEmpty();
        assertThat(CODEC.verify(List.of(new SigningKey(own.kid(), other.privateKey(), other.certificate())), token))
                .isEmpty();
    }

    @Test
    void header_names_algorithm_type_and_key() {
        String header = CODEC.sign(own, Map.of()).split("\\.", -1)[0];

        assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8).replace(" ", ""))
                .contains("\"alg\":\"RS256\"", "\"typ\":\"JWT\"", "\"kid\":\"own\"");
    }

    @Test
    void altered_token_is_refused_by_both() {
        String token = CODEC.sign(own, Map.of("sub", "a"));
        String[] parts = token.split("\\.", -1);
        List<String> altered = List.of(
                parts[0] + "." + base64("{\"sub\":\"b\"}") + "." + parts[2],
                base64("{\"alg\":\"none\",\"kid\":\"own\"}") + "." + parts[1] + "." + parts[2],
                base64("{\"alg\":\"RS512\",\"kid\":\"own\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                token + ".",
                token + "." + parts[2]);

        assertThat(altered).allMatch(text -> CODEC.verify(List.of(own), text).isEmpty());
        assertThat(altered).allSatisfy(TokenSignaturesTest::refusedByRealm);
        assertThat(realmTokens().verify(token).claims()).containsEntry("sub", "a");
    }

    @Test
    void hmac_with_the_public_key_is_refused() {
        KeyWrapper wrapper = new KeyWrapper();
        wrapper.setKid("own");
        wrapper.setType(KeyType.OCT);
        wrapper.setUse(KeyUse.SIG);
        wrapper.setAlgorithm("HS256");
        wrapper.setSecretKey(new SecretKeySpec(own.certificate().getPublicKey().getEncoded(), "HmacSHA256"));
        String token = new JWSBuilder()
                .kid("own")
                .jsonContent(Map.of("sub", "a"))
                .sign(new MacSignatureSignerContext(wrapper));

        assertThat(CODEC.verify(List.of(own), token)).isEmpty();
        refusedByRealm(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "a b.c.d",
                "e30.e30.e30",
                "W10.W10.W10",
                "bnVsbA.bnVsbA.bnVsbA",
                "🙂.🙂.🙂"
            })
    void garbage_is_refused_without_a_crash(String garbage) {
        assertThat(CODEC.verify(List.of(own), garbage)).isEmpty();
        refusedByRealm(garbage);
    }

    @Test
    void deeply_nested_header_and_overlong_token_are_refused() {
        refusedByRealm(base64("[".repeat(20_000)) + ".e30.AA");
        refusedByRealm("e30.e30." + "A".repeat(50_000));
    }

    @Test
    void signed_payload_that_is_no_object_is_refused() {
        String token = new JWSBuilder()
                .kid("own")
                .content("[1]".getBytes(StandardCharsets.UTF_8))
                .sign(new AsymmetricSignatureSignerContext(wrapper(own)));

        assertThat(CODEC.verify(List.of(own), token)).isEmpty();
        refusedByRealm(token);
    }

    @Test
    void null_claims_are_dropped() {
        String token = new JWSBuilder()
                .kid("own")
                .content("{\"a\":null,\"b\":1}".getBytes(StandardCharsets.UTF_8))
                .sign(new AsymmetricSignatureSignerContext(wrapper(own)));

        assertThat(realmTokens().verify(token).claims()).containsExactly(Map.entry("b", 1));
    }

    @Test
    void key_is_accepted_with_its_own_algorithm_alone() {
        SignatureKey key = realmTokens().verify(CODEC.sign(own, Map.of())).key();

        assertThat(realmTokens().accepts(key)).isTrue();
        assertThat(realmTokens().accepts(new SignatureKey("own", "HS256", key.digest())))
                .isFalse();
        assertThat(realmTokens().accepts(new SignatureKey("other", "RS256", key.digest())))
                .isFalse();
        assertThat(realmTokens().accepts(new SignatureKey("own", "RS256", "another")))
                .isFalse();
    }

    private static void refusedByRealm(String token) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> realmTokens().verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LOGIN_INVALID));
    }

    /** A realm with one RS256 key, looked up as Keycloak's key manager does. */
    private static KeycloakTokens realmTokens() {
        RealmModel realm = Stub.of(
                RealmModel.class,
                Map.of("getId", arguments -> Components.REALM, "getComponentsStream", arguments -> Stream.of()));
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        KeyManager manager =
                Stub.of(KeyManager.class, Map.of("getKey", arguments -> lookUp(arguments.get(1), arguments.get(3))));
        KeycloakSession session = Stub.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "keys", arguments -> manager,
                        "getProvider", arguments -> provider(arguments.get(1))));
        return new KeycloakTokens(session, new RealmKeys(session, realm, new AcceptedKeys(KeycloakTime.INSTANCE)));
    }

    private static @Nullable KeyWrapper lookUp(Object kid, Object algorithm) {
        return own.kid().equals(kid) && "RS256".equals(algorithm) ? wrapper(own) : null;
    }

    private static @Nullable SignatureProvider provider(Object algorithm) {
        KeycloakSession none = Stub.of(KeycloakSession.class, Map.of());
        return "RS256".equals(algorithm)
                ? new AsymmetricSignatureProvider(none, "RS256")
                : "HS256".equals(algorithm) ? new MacSecretSignatureProvider(none, "HS256") : null;
    }

    private static KeyWrapper wrapper(SigningKey key) {
        KeyWrapper wrapper = new KeyWrapper();
        wrapper.setKid(key.kid());
        wrapper.setType(KeyType.RSA);
        wrapper.setUse(KeyUse.SIG);
        wrapper.setAlgorithm("RS256");
        wrapper.setPrivateKey(key.privateKey());
        wrapper.setPublicKey(key.certificate().getPublicKey());
        return wrapper;
    }

    private static SigningKey key(String kid, KeyPair material) {
        ComponentModel model = new ComponentModel();
        model.setName(kid);
        model.put(KeyConfig.KIND, "signing");
        Components.validate(new PoolKeyFactory(() -> material), model);
        PoolKey.Signing pair = (PoolKey.Signing)
                KeyConfig.key("id", kid, Source.of(model.getConfig())).material();
        return new SigningKey(kid, pair.privateKey(), pair.certificate());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
