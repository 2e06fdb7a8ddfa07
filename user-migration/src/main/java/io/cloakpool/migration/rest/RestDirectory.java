package io.cloakpool.migration.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Failure;
import io.cloakpool.migration.http.HttpExchange.Request;
import io.cloakpool.migration.http.HttpExchange.Result;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired.Challenge;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks an old system by GET {@code {uri}/{user}} for a user and by POST there, with {@code {"password"}}, for a sign-in. What existing
 * migration plug-ins ask is the same, so a service that was written for them serves this one. How many users there are it asks by GET
 * {@code {uri}}, where the service is said to answer that.
 */
public final class RestDirectory implements LegacyDirectory {
    static final String CONTRACT = "X-Cloakpool-Contract";
    static final String VERSION = "1";

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int LOCKED = 423;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = System.getLogger(RestDirectory.class.getName());

    private final URI uri;
    private final RestCredentials credentials;
    private final HttpExchange exchange;
    private final boolean countsUsers;

    /**
     * @param uri of the service, without the slash that the user comes behind
     * @param countsUsers whether it is asked how many users it has
     */
    public RestDirectory(URI uri, RestCredentials credentials, HttpExchange exchange, boolean countsUsers) {
        this.uri = uri;
        this.credentials = credentials;
        this.exchange = exchange;
        this.countsUsers = countsUsers;
    }

    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        Result result = exchange.send(request("GET", name, ""), time);
        if (result instanceof Failure failure) {
            return failure.outage();
        }
        Answer answer = (Answer) result;
        return switch (answer.status()) {
            case OK -> user(answer);
            case NOT_FOUND -> new NotFound();
            case UNAUTHORIZED, FORBIDDEN ->
                new Unavailable(
                        Unavailable.Fault.MISCONFIGURED, "it refuses the secret with status " + answer.status());
            default -> badStatus(answer);
        };
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        Result result = exchange.send(request("POST", user.name(), body(password)), time);
        if (result instanceof Failure failure) {
            return failure.outage();
        }
        Answer answer = (Answer) result;
        return switch (answer.status()) {
            case NO_CONTENT -> new Found(user);
            case OK -> accepted(user, answer);
            // The secret was good for the question before this one.
            case UNAUTHORIZED -> new Rejected(Rejected.Reason.WRONG_PASSWORD);
            case FORBIDDEN, LOCKED -> new Rejected(Rejected.Reason.LOCKED);
            case NOT_FOUND -> new NotFound();
            case CONFLICT -> new ChallengeRequired(challenge(answer));
            default -> badStatus(answer);
        };
    }

    @Override
    public OptionalLong size(Duration time) {
        // Other services may take this address for the question for all their users.
        if (!countsUsers) {
            return OptionalLong.empty();
        }
        // The path that is signed is the one of the request line.
        URI target = uri.getRawPath().isEmpty() ? URI.create(uri + "/") : uri;
        Result result = exchange.send(request("GET", target, ""), time);
        if (result instanceof Failure failure) {
            return uncounted(failure.outage());
        }
        Answer answer = (Answer) result;
        if (answer.status() != OK) {
            return uncounted(badStatus(answer));
        }
        try {
            return OptionalLong.of(UserDocument.count(answer.body()));
        } catch (UnusableAnswerException e) {
            return uncounted(unusable(e));
        }
    }

    private OptionalLong uncounted(Unavailable outage) {
        LOG.log(Level.WARNING, "{0} cannot tell how many users it has: {1}, {2}", uri, outage.fault(), outage.detail());
        return OptionalLong.empty();
    }

    private Request request(String method, LegacyName name, String body) {
        // Not as in forms: a plus sign is one in paths.
        String segment = URLEncoder.encode(name.text(), StandardCharsets.UTF_8).replace("+", "%20");
        return request(method, URI.create(uri + "/" + segment), body);
    }

    private Request request(String method, URI target, String body) {
        Map<String, String> headers = new HashMap<>(credentials.headers(method, target.getRawPath(), body));
        headers.put("Accept", "application/json");
        headers.put(CONTRACT, VERSION);
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return new Request(method, target, headers, body);
    }

    private static String body(String password) {
        try {
            return JSON.writeValueAsString(Map.of("password", password));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text is always JSON", e);
        }
    }

    /** A page that some proxy answers everything with must not let everybody in. */
    private static LegacyReply accepted(LegacyUser user, Answer answer) {
        return answer.body().isBlank() || UserDocument.isJson(answer.body())
                ? new Found(user)
                : new Unavailable(Unavailable.Fault.BAD_ANSWER, "its answer to a password is no JSON");
    }

    private static LegacyReply user(Answer answer) {
        try {
            return new Found(UserDocument.read(answer.body()));
        } catch (UnusableAnswerException e) {
            return unusable(e);
        }
    }

    private static Unavailable unusable(UnusableAnswerException e) {
        return new Unavailable(Unavailable.Fault.BAD_ANSWER, "its answer cannot be used: " + e.getMessage());
    }

    private static Challenge challenge(Answer answer) {
        String name = UserDocument.field(answer.body(), "challenge");
        try {
            return name == null ? Challenge.OTHER : Challenge.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Challenge.OTHER;
        }
    }

    private static Unavailable badStatus(Answer answer) {
        return new Unavailable(Unavailable.Fault.BAD_STATUS, "it answered with status " + answer.status());
    }
}
