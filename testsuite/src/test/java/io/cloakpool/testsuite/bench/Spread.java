package io.cloakpool.testsuite.bench;

import java.util.List;

/** The middle of some measurements, and between which values the middle half of them lies. */
record Spread(double lower, double median, double upper) {
    private static final double LOWER_QUARTILE = 0.25;
    private static final double MIDDLE = 0.5;
    private static final double UPPER_QUARTILE = 0.75;

    /** @param values at least one, in any order */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(quantile(sorted, LOWER_QUARTILE), quantile(sorted, MIDDLE), quantile(sorted, UPPER_QUARTILE));
    }

    /** Between two values it is taken in proportion. */
    private static double quantile(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
