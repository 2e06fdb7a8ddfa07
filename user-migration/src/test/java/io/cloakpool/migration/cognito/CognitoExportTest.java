package io.cloakpool.migration.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakpool.migration.aws.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool of three pages with a user each, asked by real requests. */
@SuppressWarnings("NullAway.Init")
final class CognitoExportTest {
    private static final String POOL = "eu-west-1_Ab1Cd2Ef3";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGES = 3;

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private int failing;
    private int brokenPage = -1;
    private String missingFor = "";
    private int groupPages = 1;
    private String status = "CONFIRMED";
    private String names = "user";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceAll(".*\\.", "");
        JsonNode input = JSON.readTree(exchange.getRequestBody());
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
        asked.add(operation + input.path("PaginationToken").asText(""));
        if (failing > 0) {
            failing--;
            send(exchange, 400, "{\"__type\": \"TooManyRequestsException\", \"message\": \"Rate exceeded\"}");
        } else if (operation.equals(missingFor)
                && input.path("Username").asText().equals("user1")) {
            send(exchange, 400, "{\"__type\": \"UserNotFoundException\", \"message\": \"User does not exist.\"}");
        } else if (operation.equals("AdminListGroupsForUser")) {
            int page = input.path("NextToken").asInt(0);
            String next = page + 1 < groupPages ? ", \"NextToken\": \"" + (page + 1) + "\"" : "";
            send(
                    exchange,
                    200,
                    "{\"Groups\": [{\"GroupName\": \"staff%s\"}]%s}".formatted(page == 0 ? "" : page, next));
        } else if (operation.equals("AdminGetUser")) {
            send(
                    exchange,
                    200,
                    "{\"Username\": \"x\", \"UserMFASettingList\": [%s]}"
                            .formatted(input.path("Username").asText().equals("user2") ? "\"SMS_MFA\"" : ""));
        } else {
            page(exchange, input.path("PaginationToken").asInt(0));
        }
    }

    private void page(HttpExchange exchange, int page) throws IOException {
        if (page == brokenPage) {
            send(exchange, 400, "{\"__type\": \"AccessDeniedException\", \"message\": \"x\"}");
            return;
        }
        String next = page + 1 < PAGES ? ", \"PaginationToken\": \"" + (page + 1) + "\"" : "";
        send(
                exchange,
                200,
                """
                {"Users": [{"Username": "%s%d", "Enabled": true, "UserStatus": "%s", "UserCreateDate": 1.7E9,
                  "Attributes": [{"Name": "sub", "Value": "s%d"}, {"Name": "email", "Value": "u%d@example.com"},
                    {"Name": "email_verified", "Value": "true"}, {"Name": "custom:plan", "Value": "gold"},
                    {"Name": "phone_number_verified", "Value": "true"}, {"Name": "custom:username", "Value": "old"},
                    {"Name": "identities", "Value": "[{\\"userId\\":\\"g1\\",\\"providerName\\":\\"Google\\",\\"primary\\":true}]"}]}]%s}
                """
                        .formatted(names, page, status, page, page, next));
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int export(String... more) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                POOL,
                file().toString(),
                "--endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        arguments.addAll(List.of(more));
        Map<String, String> variables =
                Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "a-secret-access-key");
        return new ExportCommand(new PrintStream(messages, true, StandardCharsets.UTF_8))
                .run(arguments, new Environment(variables::get), pauses::add);
    }

    private Path file() {
        return folder.resolve("users.ndjson");
    }

    private List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    @Test
    void each_user_is_a_row_of_the_import() throws Exception {
        assertThat(export()).isZero();

        assertThat(rows()).hasSize(PAGES);
        assertThat(rows().get(1))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "s1", "username": "user1", "email": "u1@example.com", "emailVerified": true,
                                 "phoneNumberVerified": false, "enabled": true, "attributes": {"plan": ["gold"], "custom:username": ["old"]},
                                 "groups": ["/staff"], "requiredActions": [], "federatedLinks": [{"identityProvider": "Google", "userId": "g1"}],
                                 "status": "CONFIRMED"}
                                """));
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .startsWith("3 users in ")
                .doesNotContain("secret");
        assertThat(Files.getPosixFilePermissions(file()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(pauses).hasSize(3 * PAGES).containsOnly(Duration.ofMillis(200));
    }

    /** Cognito gives out no seed, so whoever had a second factor has to set up another: none is lost in silence. */
    @Test
    void who_has_a_second_factor_has_to_set_up_another() throws Exception {
        assertThat(export("--no-groups")).isZero();

        assertThat(rows())
                .extracting(row -> row.path("requiredActions").toString())
                .containsExactly("[]", "[]", "[\"CONFIGURE_TOTP\"]");
    }

    @Test
    void all_pages_of_groups_are_read() throws Exception {
        groupPages = 3;

        assertThat(export("--no-second-factors")).isZero();

        assertThat(rows().get(0).path("groups").toString()).isEqualTo("[\"/staff\",\"/staff1\",\"/staff2\"]");
    }

    @Test
    void an_export_that_broke_off_goes_on_behind_its_last_whole_page() throws Exception {
        brokenPage = 2;
        assertThat(export("--no-groups", "--no-second-factors")).isEqualTo(1);
        assertThat(rows()).hasSize(2);
        Files.writeString(file(), "{\"half\": \"a ro", StandardOpenOption.APPEND);
        asked.clear();
        brokenPage = -1;

        assertThat(export("--no-groups", "--no-second-factors")).isZero();

        assertThat(asked).containsExactly("ListUsers2");
        assertThat(rows()).extracting(row -> row.path("username").asText()).containsExactly("user0", "user1", "user2");
        asked.clear();
        assertThat(export("--no-groups", "--no-second-factors")).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_pool_that_is_busy_is_left_alone_longer_each_time() throws Exception {
        failing = 3;

        assertThat(export("--no-groups", "--no-second-factors", "--rate", "50")).isZero();

        assertThat(pauses).contains(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(rows()).hasSize(PAGES);
    }

    @Test
    void a_pool_that_stays_busy_ends_the_export_for_now() throws Exception {
        failing = 100;

        assertThat(export()).isEqualTo(1);
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("TooManyRequestsException");
        assertThat(pauses.stream().filter(pause -> pause.toSeconds() >= 1).map(Duration::toSeconds))
                .as("between its eight tries, none behind them")
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L);
    }

    /** The time of a request is that of its answer as well, whoever drips it. */
    @Test
    void an_answer_that_does_not_come_to_its_end_is_not_waited_for() throws Exception {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        long begin = System.nanoTime();

        var result = new JdkHttp()
                .send(
                        new io.cloakpool.migration.http.HttpExchange.Request(
                                "GET",
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort() + "/drip"),
                                Map.of(),
                                ""),
                        Duration.ofMillis(300));

        assertThat(result)
                .isInstanceOfSatisfying(io.cloakpool.migration.http.HttpExchange.Failure.class, failure -> assertThat(
                                failure.outage().fault())
                        .isEqualTo(io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNCONFIRMED", "ARCHIVED", "UNKNOWN", "WHAT_COMES_NEXT"})
    void who_is_no_user_yet_or_any_more_is_left_out(String other) throws Exception {
        status = other;

        assertThat(export()).isZero();
        assertThat(rows()).isEmpty();
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("3 left out");
    }

    /** Anybody may sign up at the pool with such a name, and must not end the export for all. */
    @ParameterizedTest
    @ValueSource(strings = {"AdminListGroupsForUser", "AdminGetUser"})
    void who_was_deleted_since_the_page_was_made_is_left_out(String operation) throws Exception {
        missingFor = operation;

        assertThat(export()).isZero();

        assertThat(rows()).extracting(row -> row.path("username").asText()).containsExactly("user0", "user2");
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("1 left out");
    }

    @Test
    void whose_name_cannot_be_one_here_is_left_out() throws Exception {
        names = "\u540d".repeat(60);

        assertThat(export()).isZero();
        assertThat(rows()).isEmpty();
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("3 left out");
    }

    @Test
    void a_file_that_is_there_already_is_not_overwritten() throws Exception {
        Files.writeString(file(), "mine");

        assertThat(export()).isEqualTo(1);
        assertThat(Files.readString(file())).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--help", "eu-west-1_x", "pool file", "eu-west-1_x file --rate 0", "eu-west-1_x file more"})
    void a_wrong_call_says_how_to_call_it(String arguments) throws Exception {
        int code = new ExportCommand(new PrintStream(messages, true, StandardCharsets.UTF_8))
                .run(List.of(arguments.split(" ")), new Environment(name -> null), pauses::add);

        assertThat(code).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("--rate");
    }
}
