package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.aws.KeySource;
import io.cloakpool.migration.cognito.CognitoConfig.Flow;
import io.cloakpool.migration.cognito.CognitoReply.Failure;
import io.cloakpool.migration.cognito.CognitoReply.Output;
import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyDirectory;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks a user pool: {@code AdminGetUser} for a user, {@code InitiateAuth} or {@code AdminInitiateAuth} for a sign-in. What Cognito wants
 * beyond the password is never answered, and the tokens it gives are taken back at once.
 */
public final class CognitoDirectory implements LegacyDirectory {
    /** The required action of Keycloak by which a user enrols an authenticator app. */
    public static final String ENROL = "CONFIGURE_TOTP";

    static final String CHANGE_PASSWORD = "UPDATE_PASSWORD";

    private static final int MAX_PASSWORD = 256;
    private static final int MAX_GROUPS = 60;
    private static final int MAX_USERS = 60;
    private static final StringRule ANY = StringRule.length(0, HttpExchange.MAX_ANSWER);
    /** Cognito's form of names; whoever has another one is not there. Quotes would end the filter of a search. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}&&[^\"\\\\]]{1,128}");

    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{5,15}");
    /** What it takes to tell Cognito that a token is not wanted any more. */
    private static final Duration LEAST_TO_REVOKE = Duration.ofMillis(200);

    private final CognitoConfig config;
    private final Enrolment enrolment;
    private final boolean groups;
    private final CognitoApi api;

    /** What may become of users with a second factor. */
    public enum Enrolment {
        /** They stay where they are. */
        OFF,
        /** They enrol a new one here. */
        ON,
        /** They should, and the realm does not have the required action for it. */
        MISSING
    }

    /**
     * @param config with the secrets themselves
     * @param groups whether anybody wants to know of groups
     */
    public CognitoDirectory(
            CognitoConfig config,
            Enrolment enrolment,
            boolean groups,
            KeySource keys,
            HttpExchange exchange,
            InstantSource clock) {
        this.config = config;
        this.enrolment = enrolment;
        this.groups = groups;
        api = new CognitoApi(config.endpoint(), config.region(), keys, exchange, clock);
    }

    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        Clock clock = new Clock(time);
        if (!NAME.matcher(name.text()).matches()) {
            return new NotFound();
        }
        CognitoReply reply = api.callSigned(
                "AdminGetUser",
                JsonOutput.object().put("UserPoolId", config.userPoolId()).put("Username", name.text()),
                clock.left());
        if (reply instanceof Refusal refusal && refusal.type().equals("UserNotFoundException")) {
            return findByAlias(name, clock);
        }
        return answer(reply, json -> found(CognitoUser.read(json, "UserAttributes"), clock));
    }

    /** For pools whose users do not sign in by addresses or numbers, and who may ask for a new password by one here. */
    private LegacyReply findByAlias(LegacyName name, Clock clock) {
        Optional<String> attribute = Stream.of("email", "phone_number")
                .filter(one -> one.equals("email")
                        ? name.text().indexOf('@') > 0
                        : PHONE.matcher(name.text()).matches())
                .findFirst();
        if (attribute.isEmpty()) {
            return new NotFound();
        }
        CognitoReply reply = api.callSigned(
                "ListUsers",
                JsonOutput.object()
                        .put("UserPoolId", config.userPoolId())
                        .put("Limit", MAX_USERS)
                        .put("Filter", attribute.get() + " = \"" + name.text() + "\""),
                clock.left());
        return answer(reply, json -> {
            // Anybody may claim an address there; one alone can have proven it.
            List<CognitoUser> proven = json.objectList("Users", 0, MAX_USERS).stream()
                    .map(user -> CognitoUser.read(user, "Attributes"))
                    .filter(user -> user.hasProven(attribute.get()))
                    .toList();
            if (proven.isEmpty() && json.optionalString("PaginationToken", ANY).isPresent()) {
                return new Unavailable(
                        Unavailable.Fault.BAD_ANSWER, "more users claim an address than it tells of at once");
            }
            return proven.size() == 1 ? again(proven.get(0), clock) : new NotFound();
        });
    }

    /** Lists do not tell of second factors. */
    private LegacyReply again(CognitoUser listed, Clock clock) {
        return answer(
                api.callSigned(
                        "AdminGetUser",
                        JsonOutput.object()
                                .put("UserPoolId", config.userPoolId())
                                .put("Username", listed.name()),
                        clock.left()),
                json -> found(CognitoUser.read(json, "UserAttributes"), clock));
    }

    private LegacyReply found(CognitoUser user, Clock clock) {
        if (!groups) {
            return found(user, List.of());
        }
        return answer(
                api.callSigned(
                        "AdminListGroupsForUser",
                        JsonOutput.object()
                                .put("UserPoolId", config.userPoolId())
                                .put("Username", user.name())
                                .put("Limit", MAX_GROUPS),
                        clock.left()),
                json -> found(user, groups(json)));
    }

    private LegacyReply found(CognitoUser user, List<String> groups) {
        // Whoever reads the mail of somebody with a second factor must not get in without one.
        boolean provable = !user.hasSecondFactor() || enrolment == Enrolment.ON;
        List<String> actions = user.hasSecondFactor() && enrolment == Enrolment.ON ? List.of(ENROL) : List.of();
        Optional<LegacyUser> legacy = user.user(groups, provable, actions);
        return legacy.isPresent() ? new Found(legacy.get()) : new NotFound();
    }

    /** By name and by path: what is allowed may be written in both ways. */
    private static List<String> groups(JsonInput json) {
        List<String> names = new ArrayList<>();
        for (JsonInput group : json.objectList("Groups", 0, MAX_GROUPS)) {
            String name = group.requiredString("GroupName", ANY);
            names.add(name);
            names.add("/" + name);
        }
        return names;
    }

    /** Cognito's own estimate, which it renews every few hours. */
    @Override
    public OptionalLong size(Duration time) {
        CognitoReply reply =
                api.callSigned("DescribeUserPool", JsonOutput.object().put("UserPoolId", config.userPoolId()), time);
        if (!(reply instanceof Output output)) {
            return OptionalLong.empty();
        }
        try {
            return output.json()
                    .object("UserPool")
                    .flatMap(pool -> pool.optionalLong("EstimatedNumberOfUsers", 0, Long.MAX_VALUE))
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        } catch (JsonInputException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        Clock clock = new Clock(time);
        if (password.length() > MAX_PASSWORD) {
            return new Rejected(Rejected.Reason.WRONG_PASSWORD);
        }
        CognitoReply reply = signIn(user.name().text(), password, clock.left());
        if (reply instanceof Refusal refusal) {
            return CognitoRefusals.ofPassword(refusal);
        }
        return answer(reply, json -> signedIn(user, json, clock));
    }

    private CognitoReply signIn(String name, String password, Duration time) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("USERNAME", name);
        parameters.put("PASSWORD", password);
        if (config.clientSecret() != null) {
            parameters.put("SECRET_HASH", secretHash(config.clientSecret(), name + config.clientId()));
        }
        JsonOutput input =
                JsonOutput.object().put("AuthFlow", config.flow().name()).put("ClientId", config.clientId());
        if (config.flow() == Flow.ADMIN_USER_PASSWORD_AUTH) {
            return api.callSigned(
                    "AdminInitiateAuth",
                    input.put("UserPoolId", config.userPoolId()).putMap("AuthParameters", parameters),
                    time);
        }
        return api.call("InitiateAuth", input.putMap("AuthParameters", parameters), time);
    }

    private LegacyReply signedIn(LegacyUser user, JsonInput json, Clock clock) {
        Optional<String> challenge = json.optionalString("ChallengeName", ANY);
        if (challenge.isPresent()) {
            return challenged(user, challenge.get(), clock);
        }
        Optional<JsonInput> result = json.object("AuthenticationResult");
        if (result.isEmpty() || !result.get().has("AccessToken")) {
            return new Unavailable(Fault.BAD_ANSWER, "its answer to a password is neither a challenge nor tokens");
        }
        result.get().optionalString("RefreshToken", ANY).ifPresent(token -> revoke(token, clock));
        return new Found(user);
    }

    private LegacyReply challenged(LegacyUser user, String challenge, Clock clock) {
        return switch (challenge) {
            case "NEW_PASSWORD_REQUIRED" -> newPassword(user, clock);
            case "SMS_MFA", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE" ->
                secondFactor(user, List.of(ENROL));
            // The pool wants a factor and the user has none yet: here as there, the next step is to enrol one.
            case "MFA_SETUP" -> secondFactor(user, List.of(ENROL));
            default -> new ChallengeRequired(Challenge.OTHER);
        };
    }

    private LegacyReply secondFactor(LegacyUser user, List<String> actions) {
        return switch (enrolment) {
            case OFF -> new ChallengeRequired(Challenge.SECOND_FACTOR);
            case ON -> new Found(having(user, actions));
            case MISSING ->
                new Unavailable(
                        Fault.MISCONFIGURED, "the realm's required action " + ENROL + " is not there or not enabled");
        };
    }

    /** Cognito would ask for the second factor after the new password, so that one counts here too. */
    private LegacyReply newPassword(LegacyUser user, Clock clock) {
        CognitoReply reply = api.callSigned(
                "AdminGetUser",
                JsonOutput.object()
                        .put("UserPoolId", config.userPoolId())
                        .put("Username", user.name().text()),
                clock.left());
        return answer(
                reply,
                json -> CognitoUser.read(json, "UserAttributes").hasSecondFactor()
                        ? secondFactor(user, List.of(CHANGE_PASSWORD, ENROL))
                        : new ChallengeRequired(Challenge.NEW_PASSWORD));
    }

    private static LegacyUser having(LegacyUser user, List<String> actions) {
        return new LegacyUser(
                user.id(),
                user.name(),
                user.email(),
                user.emailVerified(),
                user.phone(),
                user.phoneVerified(),
                user.firstName(),
                user.lastName(),
                user.attributes(),
                user.groups(),
                user.roles(),
                user.totps(),
                Stream.concat(user.requiredActions().stream(), actions.stream())
                        .distinct()
                        .toList(),
                user.enabled());
    }

    /** The sign-in there is over. Whether Cognito heard that changes nothing here: the tokens are forgotten either way. */
    private void revoke(String token, Clock clock) {
        Duration left = clock.left();
        if (left.compareTo(LEAST_TO_REVOKE) > 0) {
            JsonOutput input = JsonOutput.object().put("Token", token).put("ClientId", config.clientId());
            if (config.clientSecret() != null) {
                input.put("ClientSecret", config.clientSecret());
            }
            api.call("RevokeToken", input, left);
        }
    }

    /** Reads the output of an operation. */
    @FunctionalInterface
    private interface Reader {
        LegacyReply read(JsonInput json);
    }

    private static LegacyReply answer(CognitoReply reply, Reader reader) {
        if (reply instanceof Failure failure) {
            return failure.outage();
        }
        if (reply instanceof Refusal refusal) {
            return CognitoRefusals.ofLookUp(refusal);
        }
        try {
            return reader.read(((Output) reply).json());
        } catch (JsonInputException e) {
            return new Unavailable(Fault.BAD_ANSWER, "its answer is not as the operation has it");
        }
    }

    /** Of name and client id, under the secret of the client. */
    static String secretHash(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    /** The time of one question, which several operations share. */
    private static final class Clock {
        private final long end;

        Clock(Duration time) {
            end = System.nanoTime() + time.toNanos();
        }

        Duration left() {
            return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        }
    }
}
