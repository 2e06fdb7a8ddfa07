package io.cloakpool.identitypool.rest.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.BearerLogin;
import io.cloakpool.identitypool.fakes.FakeKeys;
import io.cloakpool.identitypool.fakes.Stub;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.x509.X509ClientCertificateLookup;

final class BearerTokensTest {
    private final UserModel alice = Stub.of(UserModel.class, Map.of("getId", arguments -> "id-of-alice"));

    @Test
    void login_is_that_of_the_user_whatever_subject_the_token_names() {
        AccessToken token = new AccessToken();
        token.subject("id-of-bob");
        token.issuedFor("webapp");
        token.audience("account");
        token.iat(10L);
        token.exp(20L);

        BearerLogin bearer = BearerTokens.login(alice, token, "realm:1");

        assertThat(bearer.login().subject()).isEqualTo("id-of-alice");
        assertThat(bearer.login().client()).isEqualTo("webapp");
        assertThat(bearer.login().issuedAt()).isEqualTo(Instant.ofEpochSecond(10));
        assertThat(bearer.login().expiresAt()).isEqualTo(Instant.ofEpochSecond(20));
        assertThat(bearer.audiences()).containsExactly("account");
    }

    @Test
    void token_that_is_bound_to_a_certificate_needs_it() throws GeneralSecurityException {
        X509Certificate certificate = FakeKeys.standard().published().get(0).certificate();
        AccessToken bound = bound(Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));

        assertThat(holds(bound, false, certificate)).isTrue();
        assertThat(holds(bound, false)).isFalse();
        assertThat(holds(bound("another"), true, certificate)).isFalse();
    }

    @Test
    void client_whose_tokens_are_all_bound_has_no_other_ones() {
        AccessToken boundToKey = new AccessToken();
        AccessToken.Confirmation confirmation = new AccessToken.Confirmation();
        confirmation.setKeyThumbprint("jkt");
        boundToKey.setConfirmation(confirmation);

        assertThat(holds(new AccessToken(), true)).isFalse();
        assertThat(holds(boundToKey, true)).isFalse();
        assertThat(holds(boundToKey, false)).isTrue();
        assertThat(holds(new AccessToken(), false)).isTrue();
    }

    private static AccessToken bound(String thumbprint) {
        AccessToken token = new AccessToken();
        AccessToken.Confirmation confirmation = new AccessToken.Confirmation();
        confirmation.setCertThumbprint(thumbprint);
        token.setConfirmation(confirmation);
        return token;
    }

    private static boolean holds(AccessToken token, boolean allBound, X509Certificate... presented) {
        ClientModel client =
                Stub.of(ClientModel.class, Map.of("getAttribute", arguments -> Boolean.toString(allBound)));
        X509ClientCertificateLookup lookup =
                Stub.of(X509ClientCertificateLookup.class, Map.of("getCertificateChain", arguments -> presented));
        KeycloakSession session = Stub.of(KeycloakSession.class, Map.of("getProvider", arguments -> lookup));
        return BearerTokens.holdsCertificate(token, client, Stub.of(HttpRequest.class, Map.of()), session);
    }
}
