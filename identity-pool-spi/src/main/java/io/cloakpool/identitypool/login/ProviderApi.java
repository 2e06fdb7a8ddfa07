package io.cloakpool.identitypool.login;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a provider about a token. Follows no redirect, reads no more than it must, and always comes back in time. */
public interface ProviderApi {
    /**
     * What a provider said.
     *
     * @param status HTTP status
     * @param body the members of its JSON object; those without a value are null
     */
    record Answer(int status, Map<String, @Nullable Object> body) {
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Asks once.
     *
     * @param address whole address; may hold a token, so neither logs nor messages may show its query
     * @param bearer credential for the header {@code Authorization}; null for none
     * @throws io.cloakpool.identitypool.spi.Refused {@code EXTERNAL_SERVICE} when there is no answer, or none that is a JSON object
     */
    Answer get(URI address, @Nullable String bearer);
}
