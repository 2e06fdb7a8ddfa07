package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who signed a request, proven by the signature, with a credential that still lives.
 *
 * @param accountId the realm's account id
 */
public record ProvenSession(OpenedCredential credential, PoolRole role, String accountId) {
    /** {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}. */
    public String principalArn() {
        return Arn.assumedRole(accountId, role.name(), credential.sessionName()).toString();
    }

    /** {@code arn:aws:iam::{accountId}:role/{role}}. */
    public String roleArn() {
        return Arn.role(accountId, role.name()).toString();
    }

    /** What narrows each other: the role's policy, its session-policy template and the caller's policies. */
    List<PolicyDocument> policies() {
        List<PolicyDocument> all = new ArrayList<>();
        all.add(role.policy());
        Optional.ofNullable(role.sessionPolicy()).ifPresent(all::add);
        credential.sessionPolicies().forEach(json -> all.add(PolicyDocument.parseSessionPolicy(json)));
        return all;
    }
}
