package io.cloakpool.testsuite.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.userpool.SignIn;
import java.util.Map;

/** Where somebody signs in with a name and a password. */
enum Door {
    TOKEN_ENDPOINT {
        @Override
        Answer enter(Federated source, String name, String password) {
            Http.Answer answer = source.signIn(name, password);
            boolean in = answer.status() == 200;
            return new Answer(
                    in,
                    answer.status(),
                    answer.body(),
                    in ? answer.json().path("access_token").asText() : "");
        }
    },
    BROWSER {
        @Override
        Answer enter(Federated source, String name, String password) {
            SignIn signIn = SignIn.at(source.realm()).send(Map.of("username", name, "password", password));
            JsonNode token = signIn.isDone() ? signIn.tokens().path("access_token") : null;
            return new Answer(
                    token != null, signIn.page().status(), signIn.page().html(), token == null ? "" : token.asText());
        }
    };

    /**
     * What came of it.
     *
     * @param text of the page, or of the answer
     * @param token empty for whoever was not let in
     */
    record Answer(boolean in, int status, String text, String token) {
        /** The id of whoever was let in. */
        String subject() {
            return Totp.subject(token);
        }
    }

    abstract Answer enter(Federated source, String name, String password);
}
