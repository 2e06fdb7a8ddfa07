package io.cloakpool.migration.cognito;

import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired.Challenge;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.util.Locale;
import java.util.Set;

/** What Cognito's exceptions mean. Their messages go into no log: some repeat names. */
final class CognitoRefusals {
    /** Wrong keys, wrong rights, wrong pool, wrong client, a flow that the client does not have. */
    private static final Set<String> MISCONFIGURED = Set.of(
            "ResourceNotFoundException",
            "InvalidParameterException",
            "InvalidUserPoolConfigurationException",
            "UnsupportedOperationException",
            "OperationNotEnabledException",
            "UnknownOperationException",
            "AccessDeniedException",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "InvalidSmsRoleAccessPolicyException",
            "InvalidSmsRoleTrustRelationshipException",
            "InvalidEmailRoleAccessPolicyException");

    private CognitoRefusals() {}

    /** As an answer to a look-up. */
    static LegacyReply ofLookUp(Refusal refusal) {
        return switch (refusal.type()) {
            case "UserNotFoundException" -> new NotFound();
            case "NotAuthorizedException" -> misconfigured(refusal);
            default -> outage(refusal);
        };
    }

    /** As an answer to a password. */
    static LegacyReply ofPassword(Refusal refusal) {
        return switch (refusal.type()) {
            case "NotAuthorizedException" -> notAuthorized(refusal);
            case "UserNotFoundException" -> new NotFound();
            case "PasswordResetRequiredException" -> new ChallengeRequired(Challenge.PASSWORD_RESET);
            // A trigger of the pool says no, or somebody has yet to confirm.
            case "UserNotConfirmedException", "UserLambdaValidationException", "MFAMethodNotFoundException" ->
                new ChallengeRequired(Challenge.OTHER);
            default -> outage(refusal);
        };
    }

    /** One type for many things, which only the message tells apart. What is not known is no sign-in and counts. */
    private static LegacyReply notAuthorized(Refusal refusal) {
        String message = refusal.message().toLowerCase(Locale.ROOT);
        if (message.contains("secret") || message.contains("client")) {
            return misconfigured(refusal);
        }
        if (message.contains("disabled") || message.contains("attempts exceeded")) {
            return new Rejected(Rejected.Reason.LOCKED);
        }
        if (message.contains("temporary password") && message.contains("expired")) {
            return new ChallengeRequired(Challenge.PASSWORD_RESET);
        }
        return new Rejected(Rejected.Reason.WRONG_PASSWORD);
    }

    private static Unavailable outage(Refusal refusal) {
        return MISCONFIGURED.contains(refusal.type())
                ? misconfigured(refusal)
                : new Unavailable(Fault.BAD_STATUS, "it answered with " + name(refusal));
    }

    private static Unavailable misconfigured(Refusal refusal) {
        return new Unavailable(Fault.MISCONFIGURED, "it refuses the question with " + name(refusal));
    }

    private static String name(Refusal refusal) {
        return refusal.type().matches("[A-Za-z]{1,64}") ? refusal.type() : "an error without a name";
    }
}
