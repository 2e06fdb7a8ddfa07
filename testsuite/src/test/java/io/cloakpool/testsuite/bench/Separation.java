package io.cloakpool.testsuite.bench;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How well one measurement tells two kinds apart: the probability that one of the first kind is larger than one of the second, ties half
 * (the area under the curve of a test by threshold, of Mann and Whitney). One half: not at all.
 */
final class Separation {
    private Separation() {}

    private record Sample(double value, boolean first) {}

    static double auc(List<Double> first, List<Double> second) {
        List<Sample> all = Stream.concat(
                        first.stream().map(value -> new Sample(value, true)),
                        second.stream().map(value -> new Sample(value, false)))
                .sorted(Comparator.comparingDouble(Sample::value))
                .toList();
        double ranks = 0;
        int from = 0;
        while (from < all.size()) {
            int to = from;
            while (to < all.size() && all.get(to).value() == all.get(from).value()) {
                to++;
            }
            double middle = (from + 1 + to) / 2.0;
            long ours = all.subList(from, to).stream().filter(Sample::first).count();
            ranks += ours * middle;
            from = to;
        }
        double pairs = (double) first.size() * second.size();
        return (ranks - first.size() * (first.size() + 1) / 2.0) / pairs;
    }
}
