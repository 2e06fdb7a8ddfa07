package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.policy.AccessRequest;
import io.cloakpool.aws.policy.MatchingBudget;
import io.cloakpool.aws.policy.PolicyEvaluator;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.pool.PoolArns;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the holder of a pool's credentials may administer pools. Its policies alone decide: they must allow {@code
 * cognito-identity:<Operation>} on {@code arn:aws:cognito-identity:{region}:{account}:identitypool/{poolId}}, or on {@code *}
 * for an operation that is not about one pool (as AWS does for CreateIdentityPool and ListIdentityPools).
 *
 * <p>As at AWS, an operation that gives a role to a pool needs {@code iam:PassRole} on that role too, so that nobody hands out
 * more than it may. Roles trust pools by name: making a pool of a name that roles trust needs the same for each of these.
 */
public final class AdministrationAuthorizer {
    private static final String SERVICE = "cognito-identity";
    private static final String PASS_ROLE = "iam:PassRole";
    private static final String ANY_RESOURCE = "*";

    /**
     * A request as it arrived.
     *
     * @param bodySha256 hash of the bytes that arrived, 64 lower-case hexadecimal digits
     * @param remoteAddress of the connection, by Keycloak's proxy settings; null when unknown
     * @param secure whether it came over TLS
     */
    public record Signed(
            RawRequest head, SigningClaim claim, String bodySha256, @Nullable String remoteAddress, boolean secure) {}

    private final PoolRepository pools;
    private final SessionAuthenticator sessions;
    private final InstantSource clock;

    public AdministrationAuthorizer(PoolRepository pools, SessionAuthenticator sessions, InstantSource clock) {
        this.pools = pools;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Who signed, where it may do this.
     *
     * @param operation as the API names it
     * @param subject reads from the body what it is about; asked after the signature is proven
     * @param attempt is told whose credential it is as soon as the signature proves it
     * @throws Refused with the reason; ACCESS_DENIED when the policies do not allow it
     */
    public ProvenSession require(Signed request, String operation, Supplier<Administration> subject, Attempt attempt) {
        HeaderForm.require(request.claim());
        ProvenSession session = sessions.authenticate(
                request.head(), request.claim(), ServiceRules.GENERIC, Set.of(SERVICE), request.bodySha256(), attempt);
        Administration administration = subject.get();
        Judge judge = new Judge(
                session,
                RequestFacts.of(request.remoteAddress(), request.secure(), session, clock.instant()),
                MatchingBudget.ofOneDecision());
        judge.require(
                SERVICE + ":" + operation, administration.pool().map(this::arn).orElse(ANY_RESOURCE));
        passedRoles(administration).forEach(role -> judge.require(PASS_ROLE, role));
        return session;
    }

    /** One decision: all that a call needs, by the same facts. */
    private record Judge(ProvenSession session, Map<String, List<String>> facts, MatchingBudget budget) {
        void require(String action, String resource) {
            AccessRequest access = new AccessRequest(action, resource, facts);
            if (!PolicyEvaluator.intersect(session.policies(), access, budget).allowed()) {
                throw new Refused(
                        Reason.ACCESS_DENIED,
                        "User: " + session.principalArn() + " is not authorized to perform: " + action
                                + " on resource: " + resource);
            }
        }
    }

    private Stream<String> passedRoles(Administration administration) {
        Stream<String> trusting = pools.roles().stream()
                .filter(role -> administration
                        .newPool()
                        .filter(role.trustedPools()::contains)
                        .isPresent())
                .map(PoolRole::name)
                .map(this::roleArn);
        return Stream.concat(administration.roleArns().stream().map(this::canonical), trusting)
                .distinct()
                .sorted();
    }

    /** The one ARN of the role that a text names, so that no other spelling of it escapes a Deny. */
    private String canonical(String roleArn) {
        try {
            return Arn.parse(roleArn).roleName().map(this::roleArn).orElse(roleArn);
        } catch (InvalidArnException e) {
            // It names no role; whoever may pass anything gets told so by the operation.
            return roleArn;
        }
    }

    private String roleArn(String name) {
        return Arn.role(pools.realm().accountId(), name).toString();
    }

    private String arn(PoolId pool) {
        return PoolArns.of(pool, pools.realm());
    }
}
