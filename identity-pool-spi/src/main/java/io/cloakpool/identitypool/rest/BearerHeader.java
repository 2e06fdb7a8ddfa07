package io.cloakpool.identitypool.rest;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.services.managers.AppAuthManager;

/** The access token of a request, taken apart but not judged. */
public final class BearerHeader {
    private BearerHeader() {}

    /**
     * The signed token in the Authorization header; empty when there is none. Keycloak's verifier fails with a fault, not a
     * refusal, on a token that names no algorithm that it knows, so such a token must never reach it.
     */
    public static Optional<JWSInput> token(HttpHeaders headers) {
        try {
            JWSInput token = new JWSInput(AppAuthManager.extractAuthorizationHeaderToken(headers));
            return Optional.of(token)
                    .filter(jws -> jws.getHeader() != null
                            && jws.getHeader().getAlgorithm() != null
                            && jws.getHeader().getKeyId() != null);
        } catch (JWSInputException | NotAuthorizedException e) {
            return Optional.empty();
        }
    }
}
