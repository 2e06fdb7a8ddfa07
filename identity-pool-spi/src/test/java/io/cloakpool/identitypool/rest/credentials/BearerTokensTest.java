package io.cloakpool.identitypool.rest.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.BearerLogin;
import io.cloakpool.identitypool.fakes.Stub;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

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
}
