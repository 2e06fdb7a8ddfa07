package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.cognito.CognitoConfig.Flow;
import io.cloakpool.migration.cognito.CognitoDirectory.Enrolment;
import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired.Challenge;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.LegacyUser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks a pool about a password: {@code InitiateAuth}, or {@code AdminInitiateAuth}. What it wants beyond that is never answered, and the
 * tokens it gives are taken back at once.
 */
final class CognitoSignIn {
    private static final int MAX_PASSWORD = 256;
    private static final StringRule ANY = StringRule.length(0, HttpExchange.MAX_ANSWER);
    /** What it takes to tell Cognito that a token is not wanted any more. */
    private static final Duration LEAST_TO_REVOKE = Duration.ofMillis(200);

    private final CognitoConfig config;
    private final Enrolment enrolment;
    private final CognitoApi api;
    private final CognitoUsers users;

    CognitoSignIn(CognitoConfig config, Enrolment enrolment, CognitoApi api, CognitoUsers users) {
        this.config = config;
        this.enrolment = enrolment;
        this.api = api;
        this.users = users;
    }

    LegacyReply authenticate(LegacyUser user, String password, TimeLeft time) {
        if (password.length() > MAX_PASSWORD) {
            return new Rejected(Rejected.Reason.WRONG_PASSWORD);
        }
        CognitoReply reply = signIn(user.name().text(), password, time.left());
        if (reply instanceof Refusal refusal) {
            return CognitoRefusals.ofPassword(refusal);
        }
        return reply.read(json -> signedIn(user, json, time));
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

    private LegacyReply signedIn(LegacyUser user, JsonInput json, TimeLeft time) {
        Optional<String> challenge = json.optionalString("ChallengeName", ANY);
        if (challenge.isPresent()) {
            return challenged(user, challenge.get(), time);
        }
        Optional<JsonInput> result = json.object("AuthenticationResult");
        if (result.isEmpty() || !result.get().has("AccessToken")) {
            return new Unavailable(Fault.BAD_ANSWER, "its answer to a password is neither a challenge nor tokens");
        }
        result.get().optionalString("RefreshToken", ANY).ifPresent(token -> revoke(token, time));
        return new Found(user);
    }

    private LegacyReply challenged(LegacyUser user, String challenge, TimeLeft time) {
        return switch (challenge) {
            case "NEW_PASSWORD_REQUIRED" -> newPassword(user, time);
            case "SMS_MFA", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE" ->
                secondFactor(user, List.of(CognitoDirectory.ENROL));
            // The pool wants a factor and the user has none yet: here as there, the next step is to enrol one.
            case "MFA_SETUP" -> secondFactor(user, List.of(CognitoDirectory.ENROL));
            default -> new ChallengeRequired(Challenge.OTHER);
        };
    }

    private LegacyReply secondFactor(LegacyUser user, List<String> actions) {
        return switch (enrolment) {
            case OFF -> new ChallengeRequired(Challenge.SECOND_FACTOR);
            case ON -> new Found(user.having(actions));
            case MISSING ->
                new Unavailable(
                        Fault.MISCONFIGURED,
                        "the realm's required action " + CognitoDirectory.ENROL + " is not there or not enabled");
        };
    }

    /** Cognito would ask for the second factor after the new password, so that one counts here too. */
    private LegacyReply newPassword(LegacyUser user, TimeLeft time) {
        return users.get(user.name().text(), time)
                .read(json -> CognitoUser.read(json, "UserAttributes").hasSecondFactor()
                        ? secondFactor(user, List.of(CognitoDirectory.CHANGE_PASSWORD, CognitoDirectory.ENROL))
                        : new ChallengeRequired(Challenge.NEW_PASSWORD));
    }

    /** The sign-in there is over. Whether Cognito heard that changes nothing here: the tokens are forgotten either way. */
    private void revoke(String token, TimeLeft time) {
        Duration left = time.left();
        if (left.compareTo(LEAST_TO_REVOKE) > 0) {
            JsonOutput input = JsonOutput.object().put("Token", token).put("ClientId", config.clientId());
            if (config.clientSecret() != null) {
                input.put("ClientSecret", config.clientSecret());
            }
            api.call("RevokeToken", input, left);
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
}
