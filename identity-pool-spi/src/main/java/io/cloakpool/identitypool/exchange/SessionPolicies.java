package io.cloakpool.identitypool.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicySyntaxException;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy with which a caller narrows its role. */
final class SessionPolicies {
    private static final JsonMapper JSON = new JsonMapper();

    private SessionPolicies() {}

    /** The policy without white space, or nothing when there is none. */
    static List<String> of(@Nullable String policy) {
        if (policy == null) {
            return List.of();
        }
        try {
            // Parsed first: only a text that the strict parser took, with its limits, reaches the second one.
            PolicyDocument.parseSessionPolicy(policy);
            return List.of(JSON.readTree(policy).toString());
        } catch (PolicySyntaxException | JsonProcessingException e) {
            throw new Refused(Reason.MALFORMED_POLICY, "The session policy is not valid: " + message(e), e);
        }
    }

    private static String message(Exception e) {
        return e instanceof PolicySyntaxException syntax ? String.valueOf(syntax.getMessage()) : "not JSON";
    }
}
