package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.SignatureRefusals;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.function.Consumer;

/** Who signed this request. Needs no permission, as at AWS. */
final class GetCallerIdentity implements StsOperation {
    /**
     * A caller as the answer shows it.
     *
     * @param userId the caller's unique id
     * @param account the realm's account id
     */
    record Caller(String userId, String account, String arn) {}

    /** Proves who signed. */
    @FunctionalInterface
    interface Callers {
        Caller authenticate(RawRequest head, SigningClaim claim, byte[] body, Attempt attempt);
    }

    private final Callers callers;
    private final DecisionLog log;

    GetCallerIdentity(Callers callers, DecisionLog log) {
        this.callers = callers;
        this.log = log;
    }

    @Override
    public String action() {
        return "GetCallerIdentity";
    }

    @Override
    public XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located) {
        Caller caller = Attempt.run(log, DecisionLog.Door.CALLER_IDENTITY, action(), attempt -> {
            attempt.telling(located);
            SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(head));
            return callers.authenticate(head, claim, body, attempt);
        });
        return new XmlFields()
                .put("Arn", caller.arn())
                .put("UserId", caller.userId())
                .put("Account", caller.account());
    }
}
