package io.cloakpool.testsuite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Measurements in the order reference, measured, reference, measured, …, reference. Each measured value is held to the mean of
 * its two neighbours; where these differ, the machine was busy with something else and the pair does not count.
 */
final class Pairs {
    /** How far two neighbours may lie apart, as a share of the larger one. */
    static final double MAX_DRIFT = 0.2;

    private final List<Double> references = new ArrayList<>();
    private final List<Double> measured = new ArrayList<>();

    void reference(double value) {
        if (references.size() != measured.size()) {
            throw new IllegalStateException("a measurement must follow a reference");
        }
        references.add(value);
    }

    void measured(double value) {
        if (references.size() != measured.size() + 1) {
            throw new IllegalStateException("a reference must stand before a measurement");
        }
        measured.add(value);
    }

    /** How many pairs there are, good or not. */
    int size() {
        return Math.min(measured.size(), references.size() - 1);
    }

    /** What is left of the pairs, each reduced to one value: (measured, mean of its references) -> value. */
    List<Double> values(DoubleBinaryOperator value) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            double before = references.get(i);
            double after = references.get(i + 1);
            if (Math.abs(before - after) <= MAX_DRIFT * Math.max(before, after)) {
                values.add(value.applyAsDouble(measured.get(i), (before + after) / 2));
            }
        }
        return values;
    }
}
