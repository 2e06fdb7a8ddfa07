package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.exchange.IssuanceLog.Subject;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of the exchange: gathers whom and what it is about, and records how it ends. */
final class Attempt {
    private static final String POOL = "pool";
    private static final String EMBEDDED = "embedded";
    private static final String STS = "sts:";

    private final IssuanceLog log;
    private final Operation operation;
    private final Consumer<PoolId> located;
    private @Nullable String poolId;
    private @Nullable String identityId;
    private @Nullable String roleName;
    private @Nullable String userId;
    private @Nullable String clientId;
    private String issuer = EMBEDDED;

    private Attempt(IssuanceLog log, Operation operation, Consumer<PoolId> located) {
        this.log = log;
        this.operation = operation;
        this.located = located;
    }

    /**
     * Runs a call that records its own success; its refusal is recorded here.
     *
     * @param located is told the pool as soon as it is known
     */
    static <T> T run(IssuanceLog log, Operation operation, Consumer<PoolId> located, Function<Attempt, T> call) {
        Attempt attempt = new Attempt(log, operation, located);
        try {
            return call.apply(attempt);
        } catch (Refused e) {
            log.refused(attempt.subject(), e.reason(), e.getMessage());
            throw e;
        }
    }

    void pool(PoolId pool) {
        poolId = pool.toString();
        log.located(pool);
        located.accept(pool);
    }

    void identity(IdentityId identity) {
        identityId = identity.toString();
    }

    /** A role that the caller named; it may be one that it does not get, or none at all. */
    void asksFor(@Nullable String roleArn) {
        roleName = roleArn == null ? null : nameIn(roleArn);
    }

    private static @Nullable String nameIn(String roleArn) {
        try {
            return Arn.parse(roleArn).roleName().orElse(null);
        } catch (InvalidArnException e) {
            // What is no ARN names no role; the refusal says so.
            return null;
        }
    }

    void role(PoolRole chosen) {
        RemoteRole remote = chosen.remote();
        roleName = chosen.name();
        issuer = remote == null ? EMBEDDED : STS + remote.issuer();
    }

    /** Whose login it is, as soon as that is proven, whether this pool takes the login or not. */
    void user(@Nullable String provenUserId, @Nullable String provenClientId) {
        userId = provenUserId;
        clientId = provenClientId;
    }

    void caller(Caller proven) {
        user(proven.userId(), proven.client());
    }

    void foundIdentity() {
        log.issued(Kind.IDENTITY, subject(), POOL, null);
    }

    void issuedToken(Duration lifetime) {
        log.issued(Kind.OPENID_TOKEN, subject(), POOL, lifetime);
    }

    void issuedCredentials(Duration lifetime) {
        log.issued(Kind.CREDENTIALS, subject(), issuer, lifetime);
    }

    /** A login that is proven, but may not do what is attempted. */
    Refused notAuthorized() {
        return new Refused(Reason.ROLE_NOT_ALLOWED, "Not authorized to perform sts:" + operation.wireName());
    }

    private Subject subject() {
        return new Subject(operation, poolId, identityId, roleName, userId, clientId);
    }
}
