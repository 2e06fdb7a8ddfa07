package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/** One value that a condition of a policy compares with. */
@FunctionalInterface
interface Operand {
    /**
     * The comparison for one request; empty when the value holds a variable that the request does not resolve, or the budget is
     * spent. The comparison takes its steps from the same budget.
     */
    Optional<Test> bind(AccessRequest request, MatchingBudget budget);

    /** Compares one value of the request; {@link Match#UNDECIDED} when that is not of the operator's type. Never throws. */
    @FunctionalInterface
    interface Test {
        Match of(String requestValue);
    }

    /** Reads an operand from the policy. */
    @FunctionalInterface
    interface Reader {
        /**
         * The operand that a policy states.
         *
         * @throws PolicySyntaxException when the text is not of the type
         */
        Operand read(String text, JsonPointer at);
    }
}
