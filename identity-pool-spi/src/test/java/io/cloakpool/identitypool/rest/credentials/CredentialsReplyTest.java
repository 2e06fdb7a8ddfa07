package io.cloakpool.identitypool.rest.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.WireError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CredentialsReplyTest {
    @Test
    void a_bad_token_is_challenged_as_rfc_6750_says() {
        Reply reply = CredentialsReply.error(new WireError(401, "invalid_token"), "no \"good\" token\r\n", "de\"mo");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers())
                .containsEntry(
                        "WWW-Authenticate",
                        "Bearer realm=\"de'mo\", error=\"invalid_token\", error_description=\"no 'good' token''\"");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("{\"error\":\"invalid_token\"");
    }

    @Test
    void an_unknown_pool_is_no_challenge() {
        assertThat(CredentialsReply.error(new WireError(404, "not_found"), "no such pool", "demo")
                        .headers())
                .doesNotContainKey("WWW-Authenticate");
    }
}
