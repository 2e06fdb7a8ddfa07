package io.cloakpool.testsuite.bench;

import java.util.List;
import java.util.Locale;

/**
 * One figure of a run.
 *
 * @param detail further figures for the reader
 */
record Result(String name, Spread spread, String unit, Goal goal, Goal.Verdict verdict, String detail) {
    /** Fewer values than this prove nothing, whatever they say. */
    static final int MIN_VALUES = 3;

    /** Judges values; with too few of them the verdict is never better or worse than unsure. */
    static Result of(String name, List<Double> values, String unit, Goal goal, String detail) {
        if (values.isEmpty()) {
            Spread none = new Spread(Double.NaN, Double.NaN, Double.NaN);
            return new Result(name, none, unit, goal, Goal.Verdict.UNSURE, detail);
        }
        Spread spread = Spread.of(values);
        Goal.Verdict verdict = values.size() < MIN_VALUES ? Goal.Verdict.UNSURE : goal.judge(spread);
        return new Result(name, spread, unit, goal, verdict, detail);
    }

    /** A figure that does not vary. */
    static Result exact(String name, double value, String unit, Goal goal, String detail) {
        Spread spread = new Spread(value, value, value);
        return new Result(name, spread, unit, goal, goal.judge(spread), detail);
    }

    /** {@code <name> <value> <unit> <goal> ok|short|unsure}. */
    String line() {
        return String.format(Locale.ROOT, "%s %.2f %s %s %s", name, spread.median(), unit, goal.text(), verdict.text());
    }

    /** A comment below the line. */
    String comment() {
        return String.format(Locale.ROOT, "#   middle half %.3f to %.3f; %s", spread.lower(), spread.upper(), detail);
    }
}
