package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.authorize.DecisionLog.Door;
import io.cloakpool.identitypool.authorize.DecisionLog.Subject;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Refused;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call that somebody must prove to be allowed: gathers who it is found to be, and records how it ends. */
public final class Attempt {
    private final DecisionLog log;
    private final Door door;
    private String operation;
    private @Nullable String gateway;
    private @Nullable String address;
    private @Nullable OpenedCredential credential;
    private @Nullable String userId;
    private @Nullable String clientId;
    private boolean administrator;
    private Consumer<PoolId> located = pool -> {};

    private Attempt(DecisionLog log, Door door, String operation) {
        this.log = log;
        this.door = door;
        this.operation = operation;
    }

    /** Runs a call and records its outcome; a refusal is thrown on. */
    public static <T> T run(DecisionLog log, Door door, String operation, Function<Attempt, T> call) {
        Attempt attempt = new Attempt(log, door, operation);
        T result;
        try {
            result = call.apply(attempt);
        } catch (Refused e) {
            log.refused(attempt.subject(), e.reason(), e.getMessage());
            throw e;
        }
        log.allowed(attempt.subject());
        return result;
    }

    void askedBy(String gatewayName) {
        gateway = gatewayName;
    }

    void from(@Nullable String clientAddress) {
        address = clientAddress;
    }

    void judged(String operationName) {
        operation = operationName;
    }

    /** The signature proves the holder of this credential, whether it still lives or not. */
    void proven(OpenedCredential opened) {
        credential = opened;
        userId = opened.userId();
        clientId = opened.clientId();
        log.located(opened.poolId());
        located.accept(opened.poolId());
    }

    /** Says whose pool's credential it is as soon as that is proven: also in a call that is refused later. */
    public void telling(Consumer<PoolId> poolLocated) {
        located = poolLocated;
    }

    /** A client, or a user through a client, has proven who it is. */
    public void proven(String provenClientId, @Nullable String provenUserId) {
        clientId = provenClientId;
        userId = provenUserId;
    }

    /** The caller may see the configuration of the realm. */
    public void administrates() {
        administrator = true;
    }

    private Subject subject() {
        return new Subject(
                door,
                operation,
                gateway,
                address,
                credential == null ? null : credential.poolId().toString(),
                credential == null ? null : credential.identityId().toString(),
                credential == null ? null : credential.roleName(),
                userId,
                clientId,
                administrator);
    }
}
