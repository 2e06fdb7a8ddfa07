package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.policy.ConditionKeys;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys that depend neither on the operation nor on the role: who asks, from where, when and how it was signed. Those
 * of the role and its tags are for {@link SessionDecision} to add.
 */
final class RequestFacts {
    private RequestFacts() {}

    /** What a gateway's client brings along. */
    static Map<String, List<String>> of(ClientRequest request, SigningClaim claim, ProvenSession session, Instant now) {
        Map<String, List<String>> facts = of(request.remoteAddress(), request.secure(), session, now);
        boolean presigned = claim.form() == SigningClaim.Form.PRESIGNED;
        facts.put(ConditionKeys.S3_AUTH_TYPE, List.of(presigned ? "REST-QUERY-STRING" : "REST-HEADER"));
        facts.put(
                ConditionKeys.S3_SIGNATURE_AGE,
                List.of(Long.toString(Duration.between(claim.signedAt(), now).toMillis())));
        // A pre-signed S3 request that says nothing of its body has signed the word for that.
        Optional.ofNullable(claim.payload().text())
                .or(() -> presigned ? Optional.ofNullable(Payload.UNSIGNED.text()) : Optional.empty())
                .ifPresent(text -> facts.put(ConditionKeys.S3_CONTENT_SHA256, List.of(text)));
        return facts;
    }

    /** What holds for every service. */
    static Map<String, List<String>> of(
            @Nullable String remoteAddress, boolean secure, ProvenSession session, Instant now) {
        Map<String, List<String>> facts = new HashMap<>();
        OpenedCredential credential = session.credential();
        facts.put(ConditionKeys.COGNITO_SUB, List.of(credential.identityId().toString()));
        facts.put(ConditionKeys.COGNITO_AUD, List.of(credential.poolId().toString()));
        facts.put(ConditionKeys.COGNITO_AMR, credential.amr());
        facts.put(ConditionKeys.CURRENT_TIME, List.of(now.toString()));
        facts.put(ConditionKeys.EPOCH_TIME, List.of(Long.toString(now.getEpochSecond())));
        if (remoteAddress != null) {
            facts.put(ConditionKeys.SOURCE_IP, List.of(remoteAddress));
        }
        facts.put(ConditionKeys.SECURE_TRANSPORT, List.of(Boolean.toString(secure)));
        return facts;
    }
}
