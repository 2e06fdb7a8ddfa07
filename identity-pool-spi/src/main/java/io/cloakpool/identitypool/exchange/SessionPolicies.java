package io.cloakpool.identitypool.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicySyntaxException;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policy with which a caller narrows its role. */
final class SessionPolicies {
    private static final int PERCENT = 100;
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

    /**
     * How much of what a session may have in policies and tags a caller uses, in per cent ({@code PackedPolicySize} of STS). Empty
     * when it passes none.
     *
     * @throws Refused {@code POLICY_TOO_LARGE} for more than 100
     */
    static OptionalInt packedPercent(List<String> policies, Map<String, String> tags) {
        int bytes = Stream.of(policies.stream(), tags.keySet().stream(), tags.values().stream())
                .flatMap(texts -> texts)
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        int percent = (bytes * PERCENT + CredentialLimits.MAX_PACKED_BYTES - 1) / CredentialLimits.MAX_PACKED_BYTES;
        if (percent > PERCENT) {
            throw new Refused(
                    Reason.POLICY_TOO_LARGE,
                    "Packed policy and tags consume " + percent + "% of allotted space, please use smaller ones.");
        }
        return bytes == 0 ? OptionalInt.empty() : OptionalInt.of(percent);
    }

    private static String message(Exception e) {
        return e instanceof PolicySyntaxException syntax ? String.valueOf(syntax.getMessage()) : "not JSON";
    }
}
