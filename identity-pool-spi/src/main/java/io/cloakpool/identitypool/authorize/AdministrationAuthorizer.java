package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.identitypool.pool.PoolArns;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
     * @throws io.cloakpool.identitypool.spi.Refused with the reason; ACCESS_DENIED when the policies do not allow it
     */
    public ProvenSession require(
            SignedRequest request, String operation, Supplier<Administration> subject, Attempt attempt) {
        HeaderForm.require(request.claim());
        ProvenSession session = sessions.authenticate(
                request.head(), request.claim(), ServiceRules.GENERIC, Set.of(SERVICE), request.bodySha256(), attempt);
        Administration administration = subject.get();
        SessionDecision decision = new SessionDecision(
                session, RequestFacts.of(request.remoteAddress(), request.secure(), session, clock.instant()));
        decision.require(
                SERVICE + ":" + operation, administration.pool().map(this::arn).orElse(ANY_RESOURCE));
        passedRoles(administration).forEach(role -> decision.require(PASS_ROLE, role));
        return session;
    }

    private Stream<String> passedRoles(Administration administration) {
        Stream<String> trusting = pools.roles().stream()
                .filter(role -> administration
                                .newPool()
                                .filter(role.trustedPools()::contains)
                                .isPresent()
                        || trustsLoginsOf(role, administration))
                .map(PoolRole::name)
                .map(this::roleArn);
        return Stream.concat(administration.roleArns().stream().map(this::canonical), trusting)
                .distinct()
                .sorted();
    }

    /** A role trusts logins by their binding's name: who changes what that binding accepts gives the role to others. */
    private boolean trustsLoginsOf(PoolRole role, Administration administration) {
        return administration.changesLogins()
                && administration
                        .pool()
                        .flatMap(pools::pool)
                        .filter(pool -> role.sts().logins().stream()
                                .anyMatch(trust -> trust.pool().equals(pool.name())))
                        .isPresent();
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
