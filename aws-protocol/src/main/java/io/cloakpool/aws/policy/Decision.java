package io.cloakpool.aws.policy;

import org.jspecify.annotations.Nullable;

/**
 * What policies say about a request, and which statement said it.
 *
 * @param outcome the verdict; only {@link Outcome#ALLOWED} permits anything
 * @param statement the {@code Sid} of the statement that decided, or its JSON pointer ({@code /Statement/2}) when it has
 *     none; null when no statement applied. In a decision over several documents {@code policy[i]} comes first, counting
 *     from 0: {@code policy[1] ReadOwn} for a denial, {@code policy[1]} for the first document that allowed nothing, and
 *     the allowing statement of each document, separated by comma and space, when all allowed. For logs and administrators,
 *     not for the caller.
 */
public record Decision(Outcome outcome, @Nullable String statement) {
    /** The three verdicts of IAM's evaluation logic. */
    public enum Outcome {
        /** Every document has a statement that allows, and none denies. */
        ALLOWED,
        /** A statement denies, whatever others allow. */
        EXPLICITLY_DENIED,
        /** Nothing allows. */
        IMPLICITLY_DENIED
    }

    /** Whether the request may be served. */
    public boolean allowed() {
        return outcome == Outcome.ALLOWED;
    }
}
