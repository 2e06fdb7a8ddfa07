package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;

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

    /** Makes something of an output. */
    @FunctionalInterface
    interface Reader {
        LegacyReply read(JsonInput json);
    }

    /** What a look-up makes of it: of an output what the reader says, else why there is none. */
    default LegacyReply read(Reader reader) {
        if (this instanceof Failure failure) {
            return failure.outage();
        }
        if (this instanceof Refusal refusal) {
            return CognitoRefusals.ofLookUp(refusal);
        }
        try {
            return reader.read(((Output) this).json());
        } catch (JsonInputException e) {
            return new Unavailable(Fault.BAD_ANSWER, "its answer is not as the operation has it");
        }
    }
}
