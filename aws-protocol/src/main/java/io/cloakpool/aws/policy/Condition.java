package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One key of a {@code Condition} block with the values that it is compared with. */
interface Condition {
    /** Whether it holds for the request; undecided once the budget is spent. */
    Match evaluate(AccessRequest request, MatchingBudget budget);

    /** Which of a key's values have to match. */
    enum Quantifier {
        /** The only one; several leave it {@link Match#UNDECIDED}. */
        SINGLE,
        /** At least one: {@code ForAnyValue:}. */
        ANY,
        /** Each of them, so also none at all: {@code ForAllValues:}. */
        ALL
    }

    /**
     * A comparison of values.
     *
     * @param key canonical
     * @param ifExists whether it holds when the key is absent ({@code …IfExists})
     * @param negated whether a value matches when it equals no operand
     */
    record Values(String key, Quantifier quantifier, boolean ifExists, boolean negated, List<Operand> operands)
            implements Condition {
        @Override
        public Match evaluate(AccessRequest request, MatchingBudget budget) {
            List<Operand.Test> tests = new ArrayList<>();
            boolean unresolved = false;
            for (Operand operand : operands) {
                Optional<Operand.Test> test = operand.bind(request, budget);
                unresolved |= test.isEmpty();
                tests.add(test.orElse(value -> Match.UNDECIDED));
            }
            List<String> values = request.values(key);
            if (values.isEmpty()) {
                return unresolved ? Match.UNDECIDED : whenAbsent();
            }
            List<Match> matches =
                    values.stream().map(value -> matchOne(tests, value, budget)).toList();
            return switch (quantifier) {
                case SINGLE -> matches.size() == 1 ? matches.get(0) : Match.UNDECIDED;
                case ANY -> matches.stream().reduce(Match.NO, Match::or);
                case ALL -> matches.stream().reduce(Match.YES, Match::and);
            };
        }

        private Match whenAbsent() {
            return switch (quantifier) {
                case SINGLE -> Match.of(ifExists || negated);
                case ANY -> Match.of(ifExists);
                case ALL -> Match.YES;
            };
        }

        private Match matchOne(List<Operand.Test> tests, String value, MatchingBudget budget) {
            Match match = Match.NO;
            for (Operand.Test test : tests) {
                // Whatever the type, reading and comparing the value costs its length; a pattern takes more on its own.
                match = match.or(budget.take(value.length() + 1) ? test.of(value) : Match.UNDECIDED);
                if (match == Match.YES) {
                    break;
                }
            }
            return negated ? match.not() : match;
        }
    }

    /**
     * The {@code Null} operator.
     *
     * @param key canonical
     * @param absent whether the key has to be absent
     */
    record Absence(String key, boolean absent) implements Condition {
        @Override
        public Match evaluate(AccessRequest request, MatchingBudget budget) {
            return Match.of(request.values(key).isEmpty() == absent);
        }
    }
}
