package io.cloakpool.testsuite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Goal AT_LEAST_ONE = Goal.atLeast(1);

    @Test
    void spread_is_median_and_quartiles_in_any_order() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(2, 3, 4));
        assertThat(Spread.of(List.of(4.0, 1.0))).isEqualTo(new Spread(1.75, 2.5, 3.25));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void one_wild_value_does_not_move_the_verdict() {
        assertThat(verdict(AT_LEAST_ONE, 1.1, 1.1, 1.2, 1.2, 0.01)).isEqualTo(Goal.Verdict.OK);
        assertThat(verdict(AT_LEAST_ONE, 0.8, 0.8, 0.9, 0.9, 100)).isEqualTo(Goal.Verdict.SHORT);
    }

    @Test
    void a_goal_inside_the_spread_is_unsure() {
        assertThat(verdict(AT_LEAST_ONE, 0.8, 0.9, 1.1, 1.2)).isEqualTo(Goal.Verdict.UNSURE);
        assertThat(verdict(Goal.atMost(1), 0.8, 0.9, 1.1, 1.2)).isEqualTo(Goal.Verdict.UNSURE);
    }

    @Test
    void at_most_counts_downwards() {
        assertThat(verdict(Goal.atMost(1), 0.8, 0.9, 1.0)).isEqualTo(Goal.Verdict.OK);
        assertThat(verdict(Goal.atMost(1), 1.2, 1.3, 1.4)).isEqualTo(Goal.Verdict.SHORT);
    }

    @Test
    void too_few_values_prove_nothing() {
        assertThat(verdict(AT_LEAST_ONE, 0.1, 0.1)).isEqualTo(Goal.Verdict.UNSURE);
        assertThat(verdict(AT_LEAST_ONE, 9, 9)).isEqualTo(Goal.Verdict.UNSURE);
        assertThat(verdict(AT_LEAST_ONE)).isEqualTo(Goal.Verdict.UNSURE);
    }

    @Test
    void a_measurement_is_held_to_the_mean_of_its_neighbours() {
        Pairs pairs = new Pairs();
        pairs.reference(100);
        pairs.measured(55);
        pairs.reference(120);
        pairs.measured(60);
        pairs.reference(120);

        assertThat(pairs.values((measured, reference) -> measured / reference)).containsExactly(0.5, 0.5);
        assertThat(pairs.size()).isEqualTo(2);
    }

    @Test
    void a_pair_whose_references_differ_does_not_count() {
        Pairs pairs = new Pairs();
        pairs.reference(100);
        pairs.measured(1);
        pairs.reference(79);
        pairs.measured(2);
        pairs.reference(80);

        assertThat(pairs.values((measured, reference) -> measured)).containsExactly(2.0);
        assertThat(pairs.size()).isEqualTo(2);
    }

    @Test
    void references_and_measurements_alternate() {
        Pairs pairs = new Pairs();
        assertThatThrownBy(() -> pairs.measured(1)).isInstanceOf(IllegalStateException.class);
        pairs.reference(1);
        assertThatThrownBy(() -> pairs.reference(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_line_has_five_words() {
        Result result = Result.of("a-name", List.of(1.0, 1.234, 2.0), "x-bearer", Goal.atLeast(0.97), "detail");

        assertThat(result.line()).isEqualTo("a-name 1.23 x-bearer >=0.97 ok");
        assertThat(Result.exact("size", 1.5, "MB", Goal.atMost(30), "").line()).isEqualTo("size 1.50 MB <=30 ok");
        assertThat(Result.exact("floor", 0.3, "x-plain", Goal.NONE, "").line()).isEqualTo("floor 0.30 x-plain - ok");
        assertThat(result.comment()).startsWith("#");
    }

    private static Goal.Verdict verdict(Goal goal, double... values) {
        List<Double> list = Arrays.stream(values).boxed().toList();
        return Result.of("x", list, "x", goal, "").verdict();
    }
}
