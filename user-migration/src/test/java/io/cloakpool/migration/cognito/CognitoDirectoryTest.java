package io.cloakpool.migration.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.migration.aws.CredentialsException;
import io.cloakpool.migration.aws.Environment;
import io.cloakpool.migration.aws.KeyChain;
import io.cloakpool.migration.aws.KeySource;
import io.cloakpool.migration.aws.Keys;
import io.cloakpool.migration.cognito.CognitoDirectory.Enrolment;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.http.HttpExchange.Answer;
import io.cloakpool.migration.http.HttpExchange.Request;
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
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against answers that the API reference of Amazon Cognito shows; regression row 20: each challenge has a defined outcome. */
final class CognitoDirectoryTest {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final LegacyName ANN = new LegacyName("ann");
    private static final String PASSWORD = "A-password of the pool 1";
    private static final String SUB = "1bb8e86b-4a14-4602-983d-f3e81dea008f";
    private static final String USER =
            """
            {"Username": "ann", "UserAttributes": [
               {"Name": "sub", "Value": "1bb8e86b-4a14-4602-983d-f3e81dea008f"},
               {"Name": "email", "Value": "ann@example.com"}, {"Name": "email_verified", "Value": "true"},
               {"Name": "phone_number", "Value": "+15550100"}, {"Name": "phone_number_verified", "Value": "false"},
               {"Name": "given_name", "Value": "Ann"}, {"Name": "family_name", "Value": "Other"},
               {"Name": "locale", "Value": "de"}, {"Name": "custom:plan", "Value": "gold"},
               {"Name": "middle_name", "Value": "M"}, {"Name": "updated_at", "Value": "1700000000"},
               {"Name": "custom:locale", "Value": "xx"}, {"Name": "identities", "Value": "[]"},
               {"Name": "cognito:user_status", "Value": "CONFIRMED"}],
             "UserCreateDate": 1.7E9, "Enabled": true, "UserStatus": "CONFIRMED"%s}
            """;
    private static final String TOKENS =
            """
            {"ChallengeParameters": {}, "AuthenticationResult": {"AccessToken": "an-access-token", "ExpiresIn": 3600,
             "TokenType": "Bearer", "RefreshToken": "a-refresh-token", "IdToken": "an-id-token"}}
            """;

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Request> sent = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>(Map.of(
            "userPoolId", "eu-west-1_Ab1Cd2Ef3",
            "clientId", "1example23456789",
            "accessKeyId", "AKIDEXAMPLE123456",
            "secretAccessKey", "a-secret-access-key"));

    private @Nullable UnaryOperator<String> byPage;
    private @Nullable Function<String, Answer> byName;

    private final HttpExchange exchange = (request, time) -> {
        sent.add(request);
        if (byPage != null && operation(request).equals("ListUsers")) {
            return new Answer(200, byPage.apply(request.body()));
        }
        if (byName != null && operation(request).equals("AdminGetUser")) {
            return byName.apply(request.body());
        }
        return answers.getOrDefault(operation(request), new Answer(500, "{}"));
    };

    private Enrolment enrolment = Enrolment.OFF;
    private KeySource keys = time ->
            Optional.of(new Keys(new SigningCredentials("AKIDEXAMPLE123456", "a-secret-access-key", null), null));

    private static String operation(Request request) {
        return String.valueOf(request.headers().get("X-Amz-Target")).replace("AWSCognitoIdentityProviderService.", "");
    }

    private void answer(String operation, String json) {
        answers.put(operation, new Answer(200, json));
    }

    private void refuse(String operation, String type, String message) {
        answers.put(operation, new Answer(400, "{\"__type\": \"" + type + "\", \"message\": \"" + message + "\"}"));
    }

    private CognitoDirectory directory() {
        try {
            return new CognitoDirectory(
                    CognitoConfig.from(
                            new SourceOptions(key -> options.containsKey(key) ? List.of(options.get(key)) : List.of())),
                    enrolment,
                    true,
                    keys,
                    exchange,
                    () -> Instant.parse("2030-01-01T00:00:00Z"));
        } catch (UnusableOptionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void it_tells_how_many_users_it_has() {
        answer(
                "DescribeUserPool",
                "{\"UserPool\": {\"Id\": \"eu-west-1_Ab1Cd2Ef3\", \"EstimatedNumberOfUsers\": 4711}}");
        assertThat(directory().size(TIME)).hasValue(4711);

        answer("DescribeUserPool", "{\"UserPool\": {\"EstimatedNumberOfUsers\": \"many\"}}");
        assertThat(directory().size(TIME)).isEmpty();
        refuse("DescribeUserPool", "AccessDeniedException", "not authorized");
        assertThat(directory().size(TIME)).isEmpty();
    }

    private LegacyReply find(String name) {
        return directory().find(new LegacyName(name), TIME);
    }

    private LegacyUser found() {
        answer("AdminGetUser", USER.formatted(""));
        answer("AdminListGroupsForUser", "{\"Groups\": [{\"GroupName\": \"staff\", \"Precedence\": 1}]}");
        return ((Found) find("ann")).user();
    }

    private LegacyReply signIn() {
        LegacyUser user = found();
        sent.clear();
        return directory().authenticate(user, PASSWORD, TIME);
    }

    @Test
    void a_user_comes_with_attributes_groups_and_the_subject() {
        LegacyUser user = found();

        assertThat(user.id()).isEqualTo(SUB);
        assertThat(user.name()).isEqualTo(ANN);
        assertThat(user.provenEmail()).contains("ann@example.com");
        assertThat(user.phone()).isEqualTo("+15550100");
        assertThat(user.phoneVerified()).isFalse();
        assertThat(user.firstName()).isEqualTo("Ann");
        assertThat(user.lastName()).isEqualTo("Other");
        assertThat(user.attributes())
                .isEqualTo(Map.of(
                        "locale", List.of("de"),
                        "plan", List.of("gold"),
                        "custom:locale", List.of("xx"),
                        "middleName", List.of("M"),
                        "updatedAt", List.of("1700000000")));
        assertThat(user.groups()).containsExactly("staff", "/staff");
        assertThat(user.roles()).containsExactly("staff", "/staff");
        assertThat(user.enabled()).isTrue();
        assertThat(sent).allSatisfy(request -> assertThat(request.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE123456/20300101/eu-west-1/cognito-idp/"));
        assertThat(sent.get(0).uri()).hasToString("https://cognito-idp.eu-west-1.amazonaws.com/");
    }

    @Test
    void an_address_finds_whoever_has_proven_it_and_nobody_who_only_claims_it() {
        refuse("AdminGetUser", "UserNotFoundException", "User does not exist.");
        String claimed =
                "{\"Username\": \"x\", \"Attributes\": [{\"Name\": \"email\", \"Value\": \"ann@example.com\"}]}";
        answer("ListUsers", "{\"Users\": [" + claimed + ", " + claimed + "]}");
        assertThat(find("ann@example.com")).isInstanceOf(NotFound.class);
        assertThat(sent.get(1).body()).contains("email = \\\"ann@example.com\\\"");

        answer("ListUsers", "{\"Users\": [" + claimed + "], \"PaginationToken\": \"x\"}");
        assertThat(find("ann@example.com"))
                .as("whoever has proven it may be on the next page")
                .isInstanceOf(Unavailable.class);
        assertThat(sent)
                .filteredOn(request -> operation(request).equals("ListUsers"))
                .hasSize(1 + 5);

        sent.clear();
        assertThat(find("ann")).isInstanceOf(NotFound.class);
        assertThat(sent).hasSize(1);
    }

    /** Anybody may sign up with an address that is another's. */
    @Test
    void claims_of_others_do_not_hide_whoever_has_proven_an_address() {
        String claim = "{\"Username\": \"x\", \"Attributes\": [{\"Name\": \"email\", \"Value\": \"ann@example.com\"}]}";
        String owner = "{\"Username\": \"ann\", \"Attributes\": [{\"Name\": \"email\", \"Value\": \"ann@example.com\"},"
                + " {\"Name\": \"email_verified\", \"Value\": \"true\"}]}";
        byPage = body -> body.contains("\"PaginationToken\":\"2\"")
                ? "{\"Users\": [" + owner + "]}"
                : "{\"Users\": [" + claim + "], \"PaginationToken\": \"2\"}";
        byName = body -> body.contains("\"Username\":\"ann\"")
                ? new Answer(200, USER.formatted(""))
                : new Answer(400, "{\"__type\": \"UserNotFoundException\", \"message\": \"x\"}");
        answer("AdminListGroupsForUser", "{\"Groups\": []}");

        assertThat(find("ann@example.com"))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.user().id()).isEqualTo(SUB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann\" or \"x", "ann\\", "with space", "a\"@example.com"})
    void names_that_cognito_cannot_have_are_not_asked_for(String name) {
        assertThat(find(name)).isInstanceOf(NotFound.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void the_right_password_gives_the_user_and_tokens_are_taken_back() {
        answer("InitiateAuth", TOKENS);
        answer("RevokeToken", "{}");

        assertThat(signIn()).isInstanceOf(Found.class);

        assertThat(sent).extracting(CognitoDirectoryTest::operation).containsExactly("InitiateAuth", "RevokeToken");
        assertThat(sent.get(0).headers()).doesNotContainKey("Authorization");
        assertThat(sent.get(0).body())
                .contains("\"AuthFlow\":\"USER_PASSWORD_AUTH\"", "\"USERNAME\":\"ann\"")
                .doesNotContain("SECRET_HASH");
        assertThat(sent.get(1).body()).contains("a-refresh-token");
    }

    /**
     * By OpenSSL 3.0: {@code printf ann1example23456789 | openssl dgst -sha256 -hmac a-secret-of-the-client-123 -binary | base64}, for the
     * user's name and the client's id in a row, as Cognito's guide has it.
     */
    @Test
    void a_client_with_a_secret_shows_that_it_knows_it() {
        options.put("clientSecret", "a-secret-of-the-client-123");
        answer("InitiateAuth", TOKENS);

        signIn();

        assertThat(sent.get(0).body())
                .contains("\"SECRET_HASH\":\"PxyhpqN6I6t75qKJV5g06PEeDZcvm5sIYiDWgDKIXsM=\"")
                .doesNotContain("a-secret-of-the-client-123");
    }

    /** HMAC-SHA256 of RFC 4231, case 2, in Base64. */
    @Test
    void the_secret_hash_is_an_hmac() {
        assertThat(CognitoSignIn.secretHash("Jefe", "what do ya want for nothing?"))
                .isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    }

    @Test
    void a_back_end_signs_what_it_asks() {
        options.put("flow", "admin_user_password_auth");
        answer("AdminInitiateAuth", TOKENS);

        assertThat(signIn()).isInstanceOf(Found.class);
        assertThat(sent.get(0).headers()).containsKey("Authorization");
        assertThat(sent.get(0).body()).contains("ADMIN_USER_PASSWORD_AUTH", "eu-west-1_Ab1Cd2Ef3");
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_PASSWORD_REQUIRED, NEW_PASSWORD",
        "SMS_MFA, SECOND_FACTOR",
        "EMAIL_OTP, SECOND_FACTOR",
        "SMS_OTP, SECOND_FACTOR",
        "SOFTWARE_TOKEN_MFA, SECOND_FACTOR",
        "SELECT_MFA_TYPE, SECOND_FACTOR",
        "MFA_SETUP, SECOND_FACTOR",
        "CUSTOM_CHALLENGE, OTHER",
        "DEVICE_SRP_AUTH, OTHER",
        "DEVICE_PASSWORD_VERIFIER, OTHER",
        "PASSWORD_VERIFIER, OTHER",
        "SELECT_CHALLENGE, OTHER",
        "WEB_AUTHN, OTHER",
        "PASSWORD, OTHER",
        "PASSWORD_SRP, OTHER",
        "ADMIN_NO_SRP_AUTH, OTHER",
        "WHAT_COMES_NEXT, OTHER"
    })
    void each_challenge_has_an_outcome(String challenge, Challenge outcome) {
        challenge(challenge);

        assertThat(signIn()).isEqualTo(new ChallengeRequired(outcome));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS_MFA", "EMAIL_OTP", "SMS_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "MFA_SETUP"})
    void a_second_factor_is_enrolled_anew_where_that_is_wanted(String challenge) {
        enrolment = Enrolment.ON;
        challenge(challenge);

        assertThat(signIn()).isInstanceOfSatisfying(Found.class, found -> assertThat(
                        found.user().requiredActions())
                .containsExactly("CONFIGURE_TOTP"));
    }

    @Test
    void nobody_comes_without_a_second_factor_because_the_realm_cannot_enrol_one() {
        enrolment = Enrolment.MISSING;
        challenge("SOFTWARE_TOKEN_MFA");

        assertThat(signIn()).isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                .isEqualTo(Fault.MISCONFIGURED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"UserMFASettingList\": [\"SOFTWARE_TOKEN_MFA\"]",
                ", \"MFAOptions\": [{\"DeliveryMedium\": \"SMS\", \"AttributeName\": \"phone_number\"}]"
            })
    void a_second_factor_behind_a_new_password_or_a_mail_is_not_lost(String factors) {
        challenge("NEW_PASSWORD_REQUIRED");
        LegacyUser user = found();
        answer(
                "AdminGetUser",
                USER.formatted(factors)
                        .replace(
                                "\"phone_number_verified\", \"Value\": \"false\"",
                                "\"phone_number_verified\", \"Value\": \"true\""));
        assertThat(directory().authenticate(user, PASSWORD, TIME))
                .isEqualTo(new ChallengeRequired(Challenge.SECOND_FACTOR));
        assertThat(((Found) find("ann")).user().provenEmail())
                .as("the address finds the user")
                .isPresent();
        assertThat(((Found) find("ann")).recoverable()).as("by a mail").isFalse();

        enrolment = Enrolment.ON;
        assertThat(((Found) directory().authenticate(user, PASSWORD, TIME))
                        .user()
                        .requiredActions())
                .containsExactly("UPDATE_PASSWORD", "CONFIGURE_TOTP");
        assertThat(((Found) find("ann")).recoverable()).isTrue();
        assertThat(((Found) find("ann")).user().requiredActions()).containsExactly("CONFIGURE_TOTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NotAuthorizedException | Incorrect username or password. | WRONG_PASSWORD",
                "NotAuthorizedException | Something new. | WRONG_PASSWORD",
                "NotAuthorizedException | User is disabled. | LOCKED",
                "NotAuthorizedException | Password attempts exceeded | LOCKED"
            })
    void refusals_of_a_password(String type, String message, Rejected.Reason reason) {
        refuse("InitiateAuth", type, message);

        assertThat(signIn()).isEqualTo(new Rejected(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PasswordResetRequiredException | Password reset required for the user | PASSWORD_RESET",
                "NotAuthorizedException | Temporary password has expired and must be reset by an administrator. | PASSWORD_RESET",
                "UserNotConfirmedException | User is not confirmed. | OTHER",
                "UserLambdaValidationException | PreAuthentication failed with error no. | OTHER"
            })
    void refusals_that_ask_for_more(String type, String message, Challenge challenge) {
        refuse("InitiateAuth", type, message);

        assertThat(signIn()).isEqualTo(new ChallengeRequired(challenge));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TooManyRequestsException | Rate exceeded | BAD_STATUS",
                "LimitExceededException | Attempt limit exceeded | BAD_STATUS",
                "ThrottlingException | Rate exceeded | BAD_STATUS",
                "InternalErrorException | Some text | BAD_STATUS",
                "UnexpectedLambdaException | Some text | BAD_STATUS",
                "ForbiddenException | Some text | BAD_STATUS",
                "com.amazonaws#ResourceNotFoundException | User pool client does not exist. | MISCONFIGURED",
                "InvalidParameterException | USER_PASSWORD_AUTH flow not enabled for this client | MISCONFIGURED",
                "UnrecognizedClientException | Some text | MISCONFIGURED",
                "AccessDeniedException | Some text | MISCONFIGURED",
                "NotAuthorizedException | Unable to verify secret hash for client 1example | MISCONFIGURED",
                "NotAuthorizedException | Client 1example is configured with secret but SECRET_HASH was not received | MISCONFIGURED"
            })
    void what_is_nobodys_password_is_an_outage(String type, String message, Fault fault) {
        refuse("InitiateAuth", type, message);

        assertThat(signIn()).isInstanceOfSatisfying(Unavailable.class, outage -> {
            assertThat(outage.fault()).isEqualTo(fault);
            assertThat(outage.detail()).doesNotContain(message);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "TooManyRequestsException, BAD_STATUS",
        "InternalErrorException, BAD_STATUS",
        "NotAuthorizedException, MISCONFIGURED",
        "AccessDeniedException, MISCONFIGURED",
        "ResourceNotFoundException, MISCONFIGURED"
    })
    void a_look_up_that_fails_is_no_unknown_name(String type, Fault fault) {
        refuse("AdminGetUser", type, "x");

        assertThat(find("ann")).isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                .isEqualTo(fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "[]", "{}", "{\"ChallengeName\": 1}", "{\"AuthenticationResult\": {}}"})
    void an_answer_without_tokens_lets_nobody_in(String body) {
        answer("InitiateAuth", body);

        assertThat(signIn()).isInstanceOf(Unavailable.class);
    }

    @Test
    void without_credentials_nobody_is_unknown() {
        keys = time -> Optional.empty();
        assertThat(find("ann")).isInstanceOf(Unavailable.class);

        keys = time -> {
            throw exception();
        };
        assertThat(find("ann")).isInstanceOf(Unavailable.class);
        assertThat(sent).isEmpty();
    }

    private static CredentialsException exception() {
        try {
            KeyChain.of(
                            new Environment(name -> name.equals("AWS_ACCESS_KEY_ID") ? "AKID" : null),
                            (request, time) -> new Answer(500, ""),
                            "eu-west-1")
                    .keys(TIME);
            throw new AssertionError("half a key is taken");
        } catch (CredentialsException e) {
            return e;
        }
    }

    @Test
    void a_password_that_no_pool_has_is_not_sent() {
        LegacyUser user = found();
        sent.clear();

        assertThat(directory().authenticate(user, "x".repeat(257), TIME))
                .isEqualTo(new Rejected(Rejected.Reason.WRONG_PASSWORD));
        assertThat(sent).isEmpty();
    }

    private void challenge(String name) {
        answer(
                "InitiateAuth",
                "{\"ChallengeName\": \"" + name
                        + "\", \"Session\": \"a-session-of-cognito\", \"ChallengeParameters\": {}}");
    }
}
