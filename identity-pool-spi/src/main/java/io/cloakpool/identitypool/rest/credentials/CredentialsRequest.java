package io.cloakpool.identitypool.rest.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.rest.StrictBody;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask for less than it would get.
 *
 * @param roleArn 20 to 2,048 characters
 * @param durationSeconds from 1 to 43,200
 * @param policy IAM policy document, as a JSON object or as a string that holds one
 */
record CredentialsRequest(@Nullable String roleArn, @Nullable Integer durationSeconds, @Nullable JsonNode policy) {
    private static final int MAX_SECONDS = 43_200;

    /** @throws Refused with INVALID_PARAMETER naming the field; an empty body narrows nothing */
    static Narrowing read(byte[] body) {
        if (body.length == 0) {
            return Narrowing.NONE;
        }
        CredentialsRequest request = StrictBody.read(body, CredentialsRequest.class);
        return new Narrowing(request.checkedRoleArn(), request.duration(), request.policyText());
    }

    private @Nullable String checkedRoleArn() {
        if (roleArn != null && (roleArn.length() < 20 || roleArn.length() > 2048)) {
            throw invalid("roleArn must have 20 to 2048 characters");
        }
        return roleArn;
    }

    private @Nullable Duration duration() {
        if (durationSeconds == null) {
            return null;
        }
        if (durationSeconds < 1 || durationSeconds > MAX_SECONDS) {
            throw invalid("durationSeconds must be 1 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(durationSeconds);
    }

    private @Nullable String policyText() {
        if (policy == null || policy.isNull()) {
            return null;
        }
        if (policy.isObject()) {
            return policy.toString();
        }
        if (policy.isTextual()) {
            return policy.textValue();
        }
        throw invalid("policy must be a policy document");
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
