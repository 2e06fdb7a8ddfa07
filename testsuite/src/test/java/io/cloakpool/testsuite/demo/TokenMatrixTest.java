package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens of the wrong kind, or of the wrong origin, at every door that takes tokens. */
@ExtendWith(RunningDemo.Extension.class)
class TokenMatrixTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    @Test
    void the_identity_pool_takes_id_tokens_of_its_clients_only(RunningDemo demo) throws Exception {
        People people = new People(demo);
        People.Tokens tokens = people.signIn(people.newPerson());

        assertThat(getId(demo, tokens.id()).status()).isEqualTo(200);
        for (Map.Entry<String, String> wrong : wrong(demo, tokens).entrySet()) {
            Http.Answer answer = getId(demo, wrong.getValue());
            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.json().path("__type").asText()).as(wrong.getKey()).isEqualTo("NotAuthorizedException");
            assertThat(answer.body()).as(wrong.getKey()).doesNotContain("IdentityId", wrong.getValue());
        }
        assertThat(getId(demo, tokens.access()).json().path("message").asText()).startsWith("Invalid login token");
    }

    @Test
    void the_credentials_operation_takes_id_tokens_of_its_clients_only(RunningDemo demo) throws Exception {
        People people = new People(demo);
        People.Tokens tokens = people.signIn(people.newPerson());
        String identity = getId(demo, tokens.id()).json().path("IdentityId").asText();

        for (Map.Entry<String, String> wrong : wrong(demo, tokens).entrySet()) {
            Http.Answer answer = Http.cognito(
                    demo,
                    "GetCredentialsForIdentity",
                    Map.of("IdentityId", identity, "Logins", Map.of(demo.loginKey(), wrong.getValue())));
            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.json().path("__type").asText()).as(wrong.getKey()).isEqualTo("NotAuthorizedException");
        }
    }

    @Test
    void the_bearer_door_takes_access_tokens_of_the_pools_clients_only(RunningDemo demo) throws Exception {
        People people = new People(demo);
        People.Tokens tokens = people.signIn(people.newPerson());
        URI door = URI.create(demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials");

        Http.Answer good = Http.get(door, "Authorization", "Bearer " + tokens.access());
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.header("cache-control")).isEqualTo("no-store");
        assertThat(good.json().path("Version").asInt()).isEqualTo(1);
        assertThat(good.json().path("Token").asText())
                .isEqualTo(good.json().path("SessionToken").asText())
                .isNotEmpty();
        Map<String, String> wrong = wrong(demo, tokens);
        wrong.remove("access");
        wrong.put("id", tokens.id());
        for (Map.Entry<String, String> token : wrong.entrySet()) {
            Http.Answer answer = Http.get(door, "Authorization", "Bearer " + token.getValue());
            assertThat(answer.status()).as(token.getKey()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).as(token.getKey()).startsWith("Bearer");
        }
    }

    @Test
    void sts_takes_the_pools_own_tokens_only(RunningDemo demo) throws Exception {
        People people = new People(demo);
        People.Tokens tokens = people.signIn(people.newPerson());
        Map<String, String> wrong = wrong(demo, tokens);
        wrong.put("id", tokens.id());

        for (Map.Entry<String, String> token : wrong.entrySet()) {
            Http.Answer answer = Http.form(
                    URI.create(demo.realm() + "/sts"),
                    Map.of(
                            "Action", "AssumeRoleWithWebIdentity",
                            "Version", "2011-06-15",
                            "RoleArn", "arn:aws:iam::000000000000:role/DemoUser",
                            "RoleSessionName", "session",
                            "WebIdentityToken", token.getValue()));
            assertThat(answer.status()).as(token.getKey()).isEqualTo(400);
            assertThat(answer.body())
                    .as(token.getKey())
                    .contains("<Code>InvalidIdentityToken</Code>")
                    .doesNotContain("SecretAccessKey");
        }
    }

    @Test
    void guests_and_users_get_no_openid_token_while_the_classic_flow_is_off(RunningDemo demo) {
        String guest = Http.cognito(demo, "GetId", Map.of("IdentityPoolId", demo.get("IDENTITY_POOL_ID")))
                .json()
                .path("IdentityId")
                .asText();

        Http.Answer answer = Http.cognito(demo, "GetOpenIdToken", Map.of("IdentityId", guest));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Token\":");
    }

    private static Http.Answer getId(RunningDemo demo, String token) {
        return Http.cognito(
                demo,
                "GetId",
                Map.of("IdentityPoolId", demo.get("IDENTITY_POOL_ID"), "Logins", Map.of(demo.loginKey(), token)));
    }

    private static Map<String, String> wrong(RunningDemo demo, People.Tokens tokens)
            throws IOException, GeneralSecurityException {
        String[] id = tokens.id().split("\\.", -1);
        ObjectNode header = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(id[0]));
        ObjectNode claims = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(id[1]));
        Map<String, String> wrong = new java.util.LinkedHashMap<>();
        wrong.put("access", tokens.access());
        wrong.put("refresh", tokens.refresh());
        wrong.put("garbage", "not.a.token");
        wrong.put("one word", "just-a-word");
        wrong.put("alg none", part(header.deepCopy().put("alg", "none")) + "." + id[1] + ".");
        String hs256 = part(header.deepCopy().put("alg", "HS256")) + "." + id[1];
        wrong.put("HS256 with the public key", hs256 + "." + hmac(publicKey(demo), hs256));
        wrong.put(
                "other subject, old signature",
                id[0] + "." + part(claims.deepCopy().put("sub", "x")) + "." + id[2]);
        wrong.put(
                "later end, old signature",
                id[0] + "." + part(claims.deepCopy().put("exp", 9_999_999_999L)) + "." + id[2]);
        wrong.put("unknown key", part(header.deepCopy().put("kid", "nobody")) + "." + id[1] + "." + id[2]);
        wrong.put(
                "path in the key id",
                part(header.deepCopy().put("kid", "../../etc/passwd")) + "." + id[1] + "." + id[2]);
        wrong.put("token of the master realm", new People(demo).bearer()[1].substring("Bearer ".length()));
        return wrong;
    }

    private static String part(ObjectNode json) {
        return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] publicKey(RunningDemo demo) {
        return Base64.getDecoder()
                .decode(Http.get(demo.realm()).json().path("public_key").asText());
    }

    private static String hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return URL.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
