package io.cloakpool.testsuite.bench;

import java.util.List;
import java.util.Locale;

/**
 * One load held to another.
 *
 * @param unit what one is, {@code x-bearer} for multiples of the bearer baseline
 */
record Comparison(String name, Load measured, Load reference, String unit, Goal goal) {
    private static final double TOO_BUSY = 0.9;

    /**
     * Runs both in turns. The figure is the ratio of their rates, or of what their requests cost in processor time; the other one
     * stands in the detail.
     */
    Result run(LoadGenerator generator, Plan plan, Measure measure) {
        Pairs rates = new Pairs();
        Pairs costs = new Pairs();
        Tally measuredTally = new Tally();
        Tally referenceTally = new Tally();
        warmUp(generator, reference, plan);
        warmUp(generator, measured, plan);
        for (int pair = 0; pair <= plan.pairs(); pair++) {
            Round before = Round.run(generator, reference, plan);
            rates.reference(before.rate().perSecond());
            costs.reference(before.cpuPerRequest());
            referenceTally.add(before.rate());
            if (pair < plan.pairs()) {
                Round ours = Round.run(generator, measured, plan);
                rates.measured(ours.rate().perSecond());
                costs.measured(ours.cpuPerRequest());
                measuredTally.add(ours.rate());
            }
        }
        List<Double> byRate = rates.values((rate, of) -> rate / of);
        List<Double> byCpu = costs.values((cost, of) -> of / cost);
        List<Double> figures = measure == Measure.RATE ? byRate : byCpu;
        String detail = String.format(
                Locale.ROOT,
                "%d of %d pairs; %s %.0f/s, %s %.0f/s; by rate %s, by processor time %s%s",
                figures.size(),
                rates.size(),
                measured.name(),
                measuredTally.perSecond(),
                reference.name(),
                referenceTally.perSecond(),
                median(byRate),
                median(byCpu),
                Math.max(measuredTally.busiest(), referenceTally.busiest()) > TOO_BUSY
                        ? "; THE LOAD GENERATOR WAS TOO BUSY"
                        : "");
        return Result.of(name, figures, unit, goal, detail);
    }

    private static String median(List<Double> values) {
        return values.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.2f", Spread.of(values).median());
    }

    /** By the server's processor time: on a busy machine a time on the clock says nothing about what was compiled in it. */
    private static void warmUp(LoadGenerator generator, Load load, Plan plan) {
        double end = load.server().cpuSeconds() + plan.warmUp().toSeconds();
        while (load.server().cpuSeconds() < end) {
            generator.run(load.server().port(), load.rounds().get(), load.expectation(), plan.round());
        }
    }

    /** One round of one load. */
    private record Round(Rate rate, double cpuPerRequest) {
        static Round run(LoadGenerator generator, Load load, Plan plan) {
            Requests requests = load.rounds().get();
            double cpu = load.server().cpuSeconds();
            Rate rate = generator.run(load.server().port(), requests, load.expectation(), plan.round());
            return new Round(rate, (load.server().cpuSeconds() - cpu) / rate.requests());
        }
    }

    /** All rounds of one load. */
    private static final class Tally {
        private long requests;
        private double seconds;
        private double busiest;

        void add(Rate rate) {
            requests += rate.requests();
            seconds += rate.seconds();
            busiest = Math.max(busiest, rate.clientBusy());
        }

        double perSecond() {
            return requests / seconds;
        }

        double busiest() {
            return busiest;
        }
    }
}
