package io.cloakpool.testsuite.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line says.
 *
 * @param measure what loads are compared by
 * @param only parts of the names of figures; empty for all
 */
record BenchOptions(Plan plan, Measure measure, List<String> only) {
    private static final String USAGE =
            "usage: bin/bench [--quick] [--by-cpu] [--pairs N] [--seconds N] [--warm-up N] [--starts N] [--users N] [--only PART-OF-A-NAME]...";

    static BenchOptions parse(List<String> arguments) {
        Plan plan = arguments.contains("--quick") ? Plan.QUICK : Plan.FULL;
        List<String> only = new ArrayList<>();
        Iterator<String> iterator = arguments.iterator();
        while (iterator.hasNext()) {
            String option = iterator.next();
            switch (option) {
                case "--quick", "--by-cpu" -> {}
                case "--pairs" -> plan = plan.withPairs(number(iterator, 1));
                case "--seconds" ->
                    plan = new Plan(
                            plan.warmUp(),
                            Duration.ofSeconds(number(iterator, 1)),
                            plan.pairs(),
                            plan.starts(),
                            plan.users());
                case "--warm-up" ->
                    plan = new Plan(
                            Duration.ofSeconds(number(iterator, 1)),
                            plan.round(),
                            plan.pairs(),
                            plan.starts(),
                            plan.users());
                case "--starts" ->
                    plan = new Plan(plan.warmUp(), plan.round(), plan.pairs(), number(iterator, 1), plan.users());
                case "--users" ->
                    plan = new Plan(plan.warmUp(), plan.round(), plan.pairs(), plan.starts(), users(iterator));
                case "--only" -> only.add(value(iterator));
                default -> throw new BenchException("unknown option " + option + "\n" + USAGE);
            }
        }
        Measure measure = arguments.contains("--by-cpu") ? Measure.CPU : Measure.RATE;
        return new BenchOptions(plan, measure, List.copyOf(only));
    }

    boolean wants(String name) {
        return only.isEmpty() || only.stream().anyMatch(name::contains);
    }

    private static int users(Iterator<String> iterator) {
        int users = number(iterator, Crowd.SLICES);
        if (users % Crowd.SLICES != 0) {
            throw new BenchException("--users must be a multiple of " + Crowd.SLICES + "\n" + USAGE);
        }
        return users;
    }

    private static int number(Iterator<String> iterator, int min) {
        String value = value(iterator);
        try {
            int number = Integer.parseInt(value);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BenchException("not a number: " + value + "\n" + USAGE, e);
        }
        throw new BenchException(value + " is less than " + min + "\n" + USAGE);
    }

    private static String value(Iterator<String> iterator) {
        if (!iterator.hasNext()) {
            throw new BenchException(USAGE);
        }
        return iterator.next();
    }
}
