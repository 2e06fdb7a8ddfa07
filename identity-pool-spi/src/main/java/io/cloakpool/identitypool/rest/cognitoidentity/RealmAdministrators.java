package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import java.util.Locale;

/** Administrators by bearer token or by signature, as the Authorization header says. */
final class RealmAdministrators implements Administrators {
    private final Administrators byBearerToken;
    private final Administrators bySignature;

    RealmAdministrators(Administrators byBearerToken, Administrators bySignature) {
        this.byBearerToken = byBearerToken;
        this.bySignature = bySignature;
    }

    @Override
    public Administrator require(String operation, Access access, RawRequest head, byte[] body) {
        String authorization = head.headers().first("Authorization").orElse("").toLowerCase(Locale.ROOT);
        boolean bearer = authorization.startsWith("bearer ") || authorization.startsWith("dpop ");
        return (bearer ? byBearerToken : bySignature).require(operation, access, head, body);
    }
}
