package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.DecisionLog;
import java.util.Locale;

/** Administrators by bearer token or by signature, as the Authorization header says. Who is let in and who is not is recorded. */
final class RealmAdministrators implements Administrators {
    private final AdministratorProof byBearerToken;
    private final AdministratorProof bySignature;
    private final DecisionLog log;

    RealmAdministrators(AdministratorProof byBearerToken, AdministratorProof bySignature, DecisionLog log) {
        this.byBearerToken = byBearerToken;
        this.bySignature = bySignature;
        this.log = log;
    }

    @Override
    public Administrator require(Operation<?> operation, RawRequest head, byte[] body) {
        String authorization = head.headers().first("Authorization").orElse("").toLowerCase(Locale.ROOT);
        boolean bearer = authorization.startsWith("bearer ") || authorization.startsWith("dpop ");
        AdministratorProof proof = bearer ? byBearerToken : bySignature;
        return Attempt.run(
                log,
                DecisionLog.Door.ADMINISTRATION,
                operation.name(),
                attempt -> proof.require(operation, head, body, attempt));
    }
}
