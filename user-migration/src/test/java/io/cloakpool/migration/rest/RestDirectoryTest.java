package io.cloakpool.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.Users;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Failure;
import io.cloakpool.migration.http.HttpExchange.Request;
import io.cloakpool.migration.http.HttpExchange.Result;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired.Challenge;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.LegacyUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestDirectoryTest {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final LegacyUser ANN = Users.ann("1", Map.of(), List.of(), List.of());

    private final List<Request> sent = new ArrayList<>();
    private Result result = new Answer(404, "");
    private final RestDirectory directory = directory(true);

    private RestDirectory directory(boolean countsUsers) {
        return new RestDirectory(
                URI.create("https://old.example/api"),
                new RestCredentials.Bearer("secret"),
                (request, time) -> {
                    sent.add(request);
                    return result;
                },
                countsUsers);
    }

    @ParameterizedTest
    @CsvSource({
        "a+b@example.com, a%2Bb%40example.com",
        "with space, with%20space",
        "sla/sh, sla%2Fsh",
        "ü?#%, %C3%BC%3F%23%25",
        "..., ...",
        "MixedCase, MixedCase"
    })
    void a_name_is_one_segment_of_the_path(String name, String segment) {
        directory.find(new LegacyName(name), TIME);

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.uri()).hasToString("https://old.example/api/" + segment);
            assertThat(request.headers())
                    .containsEntry("Authorization", "Bearer secret")
                    .containsEntry("X-Cloakpool-Contract", "1");
        });
    }

    @Test
    void a_user_is_read_with_all_that_is_known_and_without_the_rest() {
        result = new Answer(
                200,
                """
                {"id": 4711, "username": "Ann", "email": "ann@example.com", "emailVerified": true,
                 "phoneNumber": "+15550100", "phoneNumberVerified": true, "firstName": "Ann", "lastName": "Other",
                 "attributes": {"color": ["red", "blue"], "one": "value"}, "groups": ["/staff"], "roles": ["reader"],
                 "requiredActions": ["UPDATE_PROFILE"], "enabled": true, "organizations": [{"x": 1}],
                 "totps": [{"secret": "gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "name": "phone"}]}
                """);

        assertThat(find()).isInstanceOfSatisfying(Found.class, found -> {
            LegacyUser user = found.user();
            assertThat(user.id()).isEqualTo("4711");
            assertThat(user.name().text()).isEqualTo("Ann");
            assertThat(user.provenEmail()).contains("ann@example.com");
            assertThat(user.attributes())
                    .containsEntry("color", List.of("red", "blue"))
                    .containsEntry("one", List.of("value"));
            assertThat(user.groups()).containsExactly("/staff");
            assertThat(user.roles()).containsExactly("reader");
            assertThat(user.requiredActions()).containsExactly("UPDATE_PROFILE");
            assertThat(user.totps()).containsExactly(Users.TOTP);
            assertThat(user.toString()).doesNotContain("GEZD");
        });
    }

    /** As the README of keycloak-user-migration 3.0 shows an answer: flags are texts, a group is a name. */
    @Test
    void an_answer_for_the_plug_in_that_is_known_best_is_understood() {
        result = new Answer(
                200,
                """
                {"id": "4711", "username": "ann", "email": "ann@example.com", "firstName": "Ann", "lastName": "Other",
                 "enabled": "true", "emailVerified": "true", "attributes": {"color": ["red"], "pets": ["cat", "dog"]},
                 "roles": ["reader"], "groups": ["staff"], "requiredActions": ["UPDATE_PROFILE", "update_user_locale"]}
                """);

        assertThat(find()).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.user().enabled()).isTrue();
            assertThat(found.user().provenEmail()).contains("ann@example.com");
            assertThat(found.user().groups()).containsExactly("staff");
            assertThat(found.user().requiredActions()).containsExactly("UPDATE_PROFILE", "update_user_locale");
        });
        result = new Answer(200, "{\"username\":\"ann\",\"email\":\"a@example.com\",\"enabled\":\"false\"}");
        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.user().enabled()).isFalse());
    }

    @Test
    void nothing_is_proven_unless_it_says_so() {
        result = new Answer(200, "{\"username\":\"ann\",\"email\":\"ann@example.com\",\"phoneNumber\":\"+15550100\"}");

        assertThat(find()).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.user().provenEmail()).isEmpty();
            assertThat(found.user().phoneVerified()).isFalse();
            assertThat(found.user().enabled()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "\"ann\"",
                "{\"username\":",
                "{} {}",
                "{}",
                "{\"username\":1}",
                "{\"username\":\"..\"}",
                "{\"username\":\"ann\",\"email\":true}",
                "{\"username\":\"ann\",\"enabled\":\"no\"}",
                "{\"username\":\"ann\",\"emailVerified\":1}",
                "{\"username\":\"ann\",\"roles\":\"all\"}",
                "{\"username\":\"ann\",\"roles\":[1]}",
                "{\"username\":\"ann\",\"attributes\":[]}",
                "{\"username\":\"ann\",\"totps\":{}}",
                "{\"username\":\"ann\",\"totps\":[{}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"short\"}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"digits\":7}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"period\":0}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"algorithm\":\"MD5\"}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"encoding\":\"HEX\"}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"digits\":\"eight\"}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"period\":30.5}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"name\":{}}]}",
                "{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\",\"algorithm\":1}]}",
                "{\"username\":\"ann\",\"email\":\"a@example.com\",\"email\":\"short@example.com\"}"
            })
    void an_answer_that_is_not_as_agreed_is_an_outage_and_is_not_repeated(String body) {
        result = new Answer(200, body);

        assertThat(find()).isInstanceOfSatisfying(Unavailable.class, outage -> {
            assertThat(outage.fault()).isEqualTo(Fault.BAD_ANSWER);
            assertThat(outage.detail()).doesNotContain("GEZD", "html", "short");
        });
    }

    @Test
    void nesting_and_length_have_an_end() {
        result = new Answer(200, "{\"x\":" + "[".repeat(100) + "]".repeat(100) + ",\"username\":\"ann\"}");
        assertThat(find()).isInstanceOf(Unavailable.class);

        result = new Answer(200, "{\"username\":\"ann\",\"firstName\":\"" + "x".repeat(256) + "\"}");
        assertThat(find()).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "204, BAD_STATUS",
        "302, BAD_STATUS",
        "400, BAD_STATUS",
        "429, BAD_STATUS",
        "500, BAD_STATUS",
        "503, BAD_STATUS",
        "401, MISCONFIGURED",
        "403, MISCONFIGURED"
    })
    void only_a_404_is_an_unknown_user(int status, Fault fault) {
        result = new Answer(404, "<html>");
        assertThat(find()).isEqualTo(new NotFound());

        result = new Answer(status, "{}");
        assertThat(find()).isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                .isEqualTo(fault));
    }

    @Test
    void a_password_is_posted_as_json() {
        result = new Answer(200, "");

        assertThat(signIn("pass\"wörd")).isEqualTo(new Found(ANN));

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri()).hasToString("https://old.example/api/Ann");
            assertThat(request.body()).isEqualTo("{\"password\":\"pass\\\"wörd\"}");
            assertThat(request.headers()).containsEntry("Content-Type", "application/json");
            assertThat(request.toString()).doesNotContain("pass", "secret");
        });
    }

    @Test
    void each_answer_to_a_password_has_its_meaning() {
        assertThat(answerTo(204, "")).isEqualTo(new Found(ANN));
        assertThat(answerTo(401, "")).isEqualTo(new Rejected(Rejected.Reason.WRONG_PASSWORD));
        assertThat(answerTo(403, "")).isEqualTo(new Rejected(Rejected.Reason.LOCKED));
        assertThat(answerTo(423, "")).isEqualTo(new Rejected(Rejected.Reason.LOCKED));
        assertThat(answerTo(404, "")).isEqualTo(new NotFound());
        assertThat(answerTo(409, "{\"challenge\":\"new_password\"}"))
                .isEqualTo(new ChallengeRequired(Challenge.NEW_PASSWORD));
        assertThat(answerTo(409, "{\"challenge\":\"dance\"}")).isEqualTo(new ChallengeRequired(Challenge.OTHER));
        assertThat(answerTo(409, "<html>")).isEqualTo(new ChallengeRequired(Challenge.OTHER));
        assertThat(answerTo(500, "")).isInstanceOf(Unavailable.class);
        assertThat(answerTo(302, "")).isInstanceOf(Unavailable.class);
    }

    @Test
    void what_does_not_arrive_is_an_outage() {
        Unavailable outage = new Unavailable(Fault.UNREACHABLE, "it cannot be reached");
        result = new Failure(outage);

        assertThat(find()).isEqualTo(outage);
        assertThat(signIn("password")).isEqualTo(outage);
    }

    @Test
    void the_service_itself_is_asked_how_many_users_it_has() {
        result = new Answer(200, "{\"users\": 1000, \"other\": [1]}");

        assertThat(directory.size(TIME)).hasValue(1000);

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.uri()).hasToString("https://old.example/api");
            assertThat(request.headers())
                    .containsEntry("Authorization", "Bearer secret")
                    .containsEntry("X-Cloakpool-Contract", "1");
        });
    }

    @Test
    void a_service_that_is_not_said_to_count_is_not_asked() {
        result = new Answer(200, "{\"users\": 1000}");

        assertThat(directory(false).size(TIME)).isEmpty();

        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[{\"username\":\"ann\"}]",
                "{}",
                "{\"users\":\"1000\"}",
                "{\"users\":-1}",
                "{\"users\":1.5}",
                "{\"users\":[1]}",
                "{\"users\":99999999999999999999}"
            })
    void what_is_no_count_tells_nothing(String body) {
        result = new Answer(200, body);

        assertThat(warningOf(() -> assertThat(directory.size(TIME)).isEmpty()))
                .contains("https://old.example/api", "BAD_ANSWER")
                .doesNotContain("username", "html", "9999");
    }

    @Test
    void a_service_that_cannot_count_at_the_moment_is_a_warning() {
        result = new Answer(503, "{\"users\":1000}");
        assertThat(warningOf(() -> assertThat(directory.size(TIME)).isEmpty())).contains("BAD_STATUS", "503");
        result = new Failure(new Unavailable(Fault.TIMEOUT, "late"));
        assertThat(warningOf(() -> assertThat(directory.size(TIME)).isEmpty())).contains("TIMEOUT", "late");
    }

    /** The one that is logged meanwhile. */
    private static String warningOf(Runnable question) {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(RestDirectory.class.getName());
        logger.addHandler(handler);
        try {
            question.run();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).singleElement().satisfies(line -> assertThat(line.getLevel())
                .isEqualTo(Level.WARNING));
        return new SimpleFormatter().formatMessage(logged.get(0));
    }

    /** An empty path goes out as a slash. */
    @Test
    void the_path_that_is_signed_is_the_one_that_is_sent() {
        InstantSource clock = () -> Instant.ofEpochSecond(1_700_000_000);
        RestCredentials.Signature signature = new RestCredentials.Signature("0123456789abcdef", clock);
        new RestDirectory(
                        URI.create("https://old.example"),
                        signature,
                        (request, time) -> {
                            sent.add(request);
                            return result;
                        },
                        true)
                .size(TIME);

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.uri()).hasToString("https://old.example/");
            assertThat(request.headers()).containsAllEntriesOf(signature.headers("GET", "/", ""));
        });
    }

    /** The signature is that of {@code openssl dgst -sha256 -hmac}, over the five lines. */
    @Test
    void a_signature_covers_method_path_time_and_body() {
        InstantSource clock = () -> Instant.ofEpochSecond(1_700_000_000);
        RestCredentials credentials = new RestCredentials.Signature("0123456789abcdef", clock);

        Map<String, String> headers = credentials.headers("POST", "/api/a%2Bb", "{\"password\":\"x\"}");

        assertThat(headers)
                .containsEntry("X-Cloakpool-Time", "1700000000")
                .containsEntry(
                        "X-Cloakpool-Signature", "v1=9ca7b0ca93b4dd8ae6ad45c000ee8b1fcae2a9be70c514baaf427e63174274fb");
        for (Map<String, String> other : List.of(
                credentials.headers("GET", "/api/a%2Bb", "{\"password\":\"x\"}"),
                credentials.headers("POST", "/api/a+b", "{\"password\":\"x\"}"),
                credentials.headers("POST", "/api/a%2Bb", "{\"password\":\"y\"}"),
                new RestCredentials.Signature("0123456789abcdeF", clock)
                        .headers("POST", "/api/a%2Bb", "{\"password\":\"x\"}"),
                new RestCredentials.Signature("0123456789abcdef", () -> Instant.ofEpochSecond(1_700_000_001))
                        .headers("POST", "/api/a%2Bb", "{\"password\":\"x\"}"))) {
            assertThat(other.get("X-Cloakpool-Signature")).isNotEqualTo(headers.get("X-Cloakpool-Signature"));
        }
        assertThat(credentials.toString()).doesNotContain("0123");
        assertThat(new RestCredentials.Bearer("0123456789abcdef").toString()).doesNotContain("0123");
    }

    private LegacyReply find() {
        return directory.find(new LegacyName("ann"), TIME);
    }

    private LegacyReply signIn(String password) {
        return directory.authenticate(ANN, password, TIME);
    }

    private LegacyReply answerTo(int status, String body) {
        result = new Answer(status, body);
        return signIn("password");
    }
}
