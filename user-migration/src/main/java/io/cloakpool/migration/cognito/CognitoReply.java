package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;

/** What came of an operation. */
sealed interface CognitoReply {
    /** Its output. */
    record Output(JsonInput json) implements CognitoReply {
        /** Without what it holds: tokens, say. */
        @Override
        public String toString() {
            return "Output";
        }
    }

    /**
     * Cognito's own no.
     *
     * @param type without prefix, such as {@code NotAuthorizedException}
     */
    record Refusal(String type, String message) implements CognitoReply {}

    /** No answer to go by. */
    record Failure(Unavailable outage) implements CognitoReply {}
}
