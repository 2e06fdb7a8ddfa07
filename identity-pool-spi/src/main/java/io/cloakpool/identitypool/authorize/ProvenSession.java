package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.issuer.embedded.ChainLink;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed a request, proven by the signature, with a credential that still lives.
 *
 * @param roles every role of its chain as it is configured now, oldest first; at least one
 * @param accountId the realm's account id
 */
public record ProvenSession(OpenedCredential credential, List<PoolRole> roles, String accountId) {
    /**
     * One role of the chain.
     *
     * @param policies what narrows each other: the role's policy, its session-policy template and the caller's policies
     * @param tags session tags
     */
    record Link(PoolRole role, List<PolicyDocument> policies, Map<String, String> tags) {}

    public ProvenSession {
        roles = List.copyOf(roles);
    }

    /** The role that the session acts in. */
    public PoolRole role() {
        return roles.get(roles.size() - 1);
    }

    /** {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}. */
    public String principalArn() {
        return Arn.assumedRole(accountId, role().name(), credential.sessionName())
                .toString();
    }

    /** {@code arn:aws:iam::{accountId}:role/{role}}. */
    public String roleArn() {
        return arn(role());
    }

    String arn(PoolRole role) {
        return Arn.role(accountId, role.name()).toString();
    }

    /** Every role of the chain with what limits it, oldest first. Each has to allow a request. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        List<ChainLink> sealed = credential.links();
        for (int i = 0; i < roles.size(); i++) {
            links.add(link(roles.get(i), sealed.get(i)));
        }
        return links;
    }

    private static Link link(PoolRole role, ChainLink sealed) {
        List<PolicyDocument> all = new ArrayList<>();
        all.add(role.policy());
        Optional.ofNullable(role.sessionPolicy()).ifPresent(all::add);
        sealed.sessionPolicies().forEach(json -> all.add(PolicyDocument.parseSessionPolicy(json)));
        return new Link(role, all, sealed.principalTags());
    }
}
