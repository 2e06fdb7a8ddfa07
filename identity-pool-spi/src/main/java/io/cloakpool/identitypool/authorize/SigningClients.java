package io.cloakpool.identitypool.authorize;

import java.util.List;
import java.util.Optional;

/** OAuth clients of the current realm that may sign requests with their client secret. */
public interface SigningClients {
    /** Fewest characters of a secret that may sign: less could be guessed from one signature. */
    int MIN_SECRET_LENGTH = 32;
    /** Most secrets of a client: the current one and the one before it. */
    int MAX_SECRETS = 2;

    /**
     * A client that may sign. {@code toString} shows no secret.
     *
     * @param clientId its client id, which is its access key id
     * @param secrets those that count now, at most {@value #MAX_SECRETS}, each of {@value #MIN_SECRET_LENGTH} characters or more
     */
    record SigningClient(String clientId, List<String> secrets) {
        public SigningClient {
            secrets = List.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "SigningClient[" + clientId + "]";
        }
    }

    /**
     * The enabled confidential client of this id; empty when there is none or it may not sign. Costs the same in all three cases,
     * as far as the caches beneath allow.
     */
    Optional<SigningClient> find(String accessKeyId);
}
