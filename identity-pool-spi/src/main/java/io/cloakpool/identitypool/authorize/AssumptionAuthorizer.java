package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides whether the holder of a pool's credentials may take another role ({@code AssumeRole} of STS). Both sides must agree, as at
 * AWS: the policies of every role of the holder's chain allow {@code sts:AssumeRole} on the role's ARN, and the role names the
 * holder's role. The role must also be one that identities of this kind of this pool may take. A role that does not exist, is
 * disabled or trusts nobody is refused in the same words as one that a policy does not allow.
 */
public final class AssumptionAuthorizer {
    private static final Set<String> SERVICES = Set.of("sts");
    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final String TAG_SESSION = "sts:TagSession";

    private final PoolRepository pools;
    private final SessionAuthenticator sessions;
    private final InstantSource clock;

    public AssumptionAuthorizer(PoolRepository pools, SessionAuthenticator sessions, InstantSource clock) {
        this.pools = pools;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * What the signer may take.
     *
     * @param wish reads from the body what it asks for; asked after the signature is proven
     * @param attempt is told whose credential it is as soon as the signature proves it
     * @throws Refused with the reason; ACCESS_DENIED when one of both sides does not agree, INVALID_PARAMETER for a malformed ARN
     *     and for tags that no session may have or that the chain has already
     */
    public Assumption require(SignedRequest request, Supplier<RoleWish> wish, Attempt attempt) {
        HeaderForm.require(request.claim());
        ProvenSession session = sessions.authenticate(
                request.head(), request.claim(), ServiceRules.GENERIC, SERVICES, request.bodySha256(), attempt);
        RoleWish wanted = wish.get();
        String arn = canonical(wanted.roleArn());
        SessionDecision decision = new SessionDecision(
                session, RequestFacts.of(request.remoteAddress(), request.secure(), session, clock.instant()));
        decision.require(ASSUME_ROLE, arn);
        if (!wanted.tags().isEmpty()) {
            decision.require(TAG_SESSION, arn);
        }
        PoolRole role = RoleArns.name(pools.realm(), arn)
                .flatMap(pools::role)
                .filter(found -> trusts(found, session))
                .orElseThrow(() -> decision.denied(ASSUME_ROLE, arn));
        if (!wanted.tags().keySet().stream().allMatch(role.sts()::takesTag)) {
            throw decision.denied(TAG_SESSION, arn);
        }
        requireNewTags(wanted.tags(), session.credential());
        return new Assumption(session.credential(), role, wanted.tags());
    }

    /** The one ARN of the role that a text names, so that no other spelling of it escapes a Deny. */
    private String canonical(String roleArn) {
        try {
            return RoleArns.name(pools.realm(), roleArn)
                    .map(name -> RoleArns.of(pools.realm(), name))
                    .orElse(roleArn);
        } catch (InvalidArnException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "The role ARN is malformed.", e);
        }
    }

    private boolean trusts(PoolRole role, ProvenSession session) {
        OpenedCredential credential = session.credential();
        Amr amr = credential.amr().contains(Amr.AUTHENTICATED.value()) ? Amr.AUTHENTICATED : Amr.UNAUTHENTICATED;
        return role.sts().assumableBy().contains(session.role().name())
                && pools.pool(credential.poolId())
                        .filter(pool -> role.trusts(pool, amr))
                        .isPresent();
    }

    /** A tag that any role of the chain has stays what it is: policies before this one may stand on it. */
    private static void requireNewTags(Map<String, String> tags, OpenedCredential credential) {
        tags.forEach((name, value) -> {
            if (!MappingLimits.isTag(name) || !MappingLimits.isTagValue(value)) {
                throw new Refused(Reason.INVALID_PARAMETER, "The tag '" + name + "' is none that a session may have.");
            }
            boolean taken = credential.links().stream()
                    .flatMap(link -> link.principalTags().keySet().stream())
                    .anyMatch(name::equalsIgnoreCase);
            if (taken) {
                throw new Refused(
                        Reason.INVALID_PARAMETER,
                        "The session has the tag '" + name + "' already; it cannot be changed.");
            }
        });
    }
}
