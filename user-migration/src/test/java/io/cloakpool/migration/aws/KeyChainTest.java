package io.cloakpool.migration.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Failure;
import io.cloakpool.migration.http.HttpExchange.Request;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those that the user guides of AWS show. */
final class KeyChainTest {
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final String JSON =
            """
            {"Code": "Success", "LastUpdated": "2030-01-01T00:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": "AKID",
             "SecretAccessKey": "secret", "Token": "token", "Expiration": "2030-01-01T06:00:00Z"}
            """;

    private final Map<String, String> variables = new HashMap<>(Map.of("AWS_EC2_METADATA_DISABLED", "true"));
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Request> sent = new ArrayList<>();
    private final HttpExchange exchange = (request, time) -> {
        sent.add(request);
        Answer answer = answers.get(request.method() + " " + request.uri());
        return answer == null
                ? new Failure(new Unavailable(Unavailable.Fault.UNREACHABLE, "it cannot be reached"))
                : answer;
    };

    private Optional<Keys> keys() throws CredentialsException {
        return KeyChain.of(new Environment(variables::get), exchange, "eu-west-1")
                .keys(TIME);
    }

    private Keys found() throws CredentialsException {
        return keys().orElseThrow();
    }

    @Test
    void nothing_is_there_where_no_place_is_in_use() throws CredentialsException {
        assertThat(keys()).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void the_environment_comes_first() throws CredentialsException {
        variables.put("AWS_ACCESS_KEY_ID", "AKID");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://elsewhere.example/");

        assertThat(found().credentials().accessKeyId()).isEqualTo("AKID");
        assertThat(found().credentials().secretAccessKey()).isEqualTo("secret");
        assertThat(found().credentials().sessionToken()).isNull();
        assertThat(found().expires()).isNull();
        assertThat(found().toString()).doesNotContain("secret");
        assertThat(sent).isEmpty();
    }

    @Test
    void half_a_key_is_a_mistake() {
        variables.put("AWS_ACCESS_KEY_ID", "AKID");

        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessage("the environment has no access key");
    }

    @Test
    void a_token_of_a_file_is_changed_for_a_role(@TempDir Path folder) throws CredentialsException, IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.web/identity+token\n");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        variables.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/reader");
        answers.put(
                "POST https://sts.eu-west-1.amazonaws.com/",
                new Answer(
                        200,
                        """
                        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                          <AssumeRoleWithWebIdentityResult>
                            <Credentials><SessionToken>token</SessionToken><SecretAccessKey>secret</SecretAccessKey>
                              <Expiration>2030-01-01T06:00:00Z</Expiration><AccessKeyId>AKID</AccessKeyId></Credentials>
                          </AssumeRoleWithWebIdentityResult>
                        </AssumeRoleWithWebIdentityResponse>
                        """));

        assertTemporary(found());
        assertThat(sent.get(0).body())
                .contains(
                        "Action=AssumeRoleWithWebIdentity",
                        "Version=2011-06-15",
                        "WebIdentityToken=a.web%2Fidentity%2Btoken")
                .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Freader");
    }

    @Test
    void a_token_that_cannot_be_read_is_a_mistake_and_not_the_end_of_the_list(@TempDir Path folder) {
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("none").toString());
        variables.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/reader");

        assertThatThrownBy(this::keys).hasMessage("the web identity token cannot be read");
    }

    @Test
    void a_profile_is_read_from_the_credentials_file(@TempDir Path folder) throws CredentialsException, IOException {
        Path file = Files.writeString(
                folder.resolve("credentials"),
                """
                [default]
                aws_access_key_id = OTHER
                aws_secret_access_key = other
                # a comment = x
                [mine]
                aws_access_key_id = AKID
                aws_secret_access_key=sec=ret
                aws_session_token = token
                """);
        variables.put("AWS_SHARED_CREDENTIALS_FILE", file.toString());

        assertThat(found().credentials().accessKeyId()).isEqualTo("OTHER");
        variables.put("AWS_PROFILE", "mine");
        assertThat(found().credentials().secretAccessKey()).isEqualTo("sec=ret");
        assertThat(found().credentials().sessionToken()).isEqualTo("token");
        variables.put("AWS_PROFILE", "nobody's");
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_container_asks_its_own_service() throws CredentialsException {
        variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/x");
        variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "authorization");
        answers.put("GET http://169.254.170.2/v2/credentials/x", new Answer(200, JSON));

        assertTemporary(found());
        assertThat(sent.get(0).headers()).containsEntry("Authorization", "authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.example/x",
                "ftp://127.0.0.1/",
                "http://169.254.170.2@elsewhere.example/",
                "a b"
            })
    void the_token_of_a_container_is_told_to_nobody_far_without_tls(String uri) {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri);
        variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "authorization");

        assertThatThrownBy(this::keys).isInstanceOf(CredentialsException.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void an_instance_asks_with_a_session_of_the_second_version() throws CredentialsException {
        variables.remove("AWS_EC2_METADATA_DISABLED");
        String service = "http://169.254.169.254/latest/";
        answers.put("PUT " + service + "api/token", new Answer(200, "session"));
        answers.put("GET " + service + "meta-data/iam/security-credentials/", new Answer(200, "reader\n"));
        answers.put("GET " + service + "meta-data/iam/security-credentials/reader", new Answer(200, JSON));

        assertTemporary(found());
        assertThat(sent.get(0).headers()).containsKey("X-aws-ec2-metadata-token-ttl-seconds");
        assertThat(sent.subList(1, 3)).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("X-aws-ec2-metadata-token", "session"));
    }

    @Test
    void an_instance_that_names_no_role_is_not_asked_further() {
        variables.remove("AWS_EC2_METADATA_DISABLED");
        String service = "http://169.254.169.254/latest/";
        answers.put("PUT " + service + "api/token", new Answer(200, "session"));
        answers.put("GET " + service + "meta-data/iam/security-credentials/", new Answer(200, "../../x"));

        assertThatThrownBy(this::keys).hasMessage("the instance's metadata service names no role");
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "{}", "{\"AccessKeyId\": \"AKID\"}", "{\"AccessKeyId\": 1}"})
    void what_is_no_key_is_a_mistake_and_not_repeated(String body) {
        variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
        answers.put("GET http://169.254.170.2/x", new Answer(200, body));

        assertThatThrownBy(this::keys).isInstanceOf(CredentialsException.class).hasMessageNotContaining("AKID");
    }

    private static void assertTemporary(Keys keys) {
        assertThat(keys.credentials().accessKeyId()).isEqualTo("AKID");
        assertThat(keys.credentials().secretAccessKey()).isEqualTo("secret");
        assertThat(keys.credentials().sessionToken()).isEqualTo("token");
        assertThat(keys.expires()).isEqualTo(Instant.parse("2030-01-01T06:00:00Z"));
    }
}
