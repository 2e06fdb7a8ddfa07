package io.cloakpool.testsuite.bench;

import java.util.Locale;

/** What a figure has to reach. */
record Goal(Kind kind, double limit) {
    enum Kind {
        AT_LEAST,
        AT_MOST,
        NONE
    }

    enum Verdict {
        OK,
        SHORT,
        UNSURE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For a figure that only puts others in relation. */
    static final Goal NONE = new Goal(Kind.NONE, 0);

    static Goal atLeast(double limit) {
        return new Goal(Kind.AT_LEAST, limit);
    }

    static Goal atMost(double limit) {
        return new Goal(Kind.AT_MOST, limit);
    }

    /** Unsure while the limit lies inside the spread. */
    Verdict judge(Spread spread) {
        return switch (kind) {
            case AT_LEAST -> verdict(spread.lower() >= limit, spread.upper() < limit);
            case AT_MOST -> verdict(spread.upper() <= limit, spread.lower() > limit);
            case NONE -> Verdict.OK;
        };
    }

    private static Verdict verdict(boolean met, boolean missed) {
        if (met) {
            return Verdict.OK;
        }
        return missed ? Verdict.SHORT : Verdict.UNSURE;
    }

    /** As the result line shows it; without a blank. */
    String text() {
        return switch (kind) {
            case AT_LEAST -> ">=" + plain(limit);
            case AT_MOST -> "<=" + plain(limit);
            case NONE -> "-";
        };
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
