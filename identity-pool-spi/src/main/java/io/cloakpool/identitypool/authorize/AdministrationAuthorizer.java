package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.policy.AccessRequest;
import io.cloakpool.aws.policy.PolicyEvaluator;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.pool.PoolArns;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the holder of a pool's credentials may administer pools. Its policies alone decide: they must allow {@code
 * cognito-identity:<Operation>} on {@code arn:aws:cognito-identity:{region}:{account}:identitypool/{poolId}}, or on {@code *}
 * for an operation that is not about one pool (as AWS does for CreateIdentityPool and ListIdentityPools).
 */
public final class AdministrationAuthorizer {
    private static final String SERVICE = "cognito-identity";
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
     * @param pool reads from the body which pool it is about; asked after the signature is proven. Empty when about none
     * @param attempt is told whose credential it is as soon as the signature proves it
     * @throws Refused with the reason; ACCESS_DENIED when the policies do not allow it
     */
    public ProvenSession require(Signed request, String operation, Supplier<Optional<PoolId>> pool, Attempt attempt) {
        HeaderForm.require(request.claim());
        ProvenSession session = sessions.authenticate(
                request.head(), request.claim(), ServiceRules.GENERIC, Set.of(SERVICE), request.bodySha256(), attempt);
        String action = SERVICE + ":" + operation;
        String resource = pool.get().map(this::arn).orElse(ANY_RESOURCE);
        AccessRequest access = new AccessRequest(
                action, resource, RequestFacts.of(request.remoteAddress(), request.secure(), session, clock.instant()));
        if (!PolicyEvaluator.intersect(session.policies(), access).allowed()) {
            throw new Refused(
                    Reason.ACCESS_DENIED,
                    "User: " + session.principalArn() + " is not authorized to perform: " + action + " on resource: "
                            + resource);
        }
        return session;
    }

    private String arn(PoolId pool) {
        return PoolArns.of(pool, pools.realm());
    }
}
