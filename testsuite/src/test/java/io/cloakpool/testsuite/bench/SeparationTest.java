package io.cloakpool.testsuite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SeparationTest {
    @Test
    void what_cannot_be_told_apart_is_one_half_and_what_can_is_all_or_nothing() {
        assertThat(Separation.auc(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0)))
                .isEqualTo(0.5);
        assertThat(Separation.auc(List.of(4.0, 5.0), List.of(1.0, 2.0, 3.0))).isEqualTo(1);
        assertThat(Separation.auc(List.of(0.0), List.of(1.0, 2.0, 3.0))).isZero();
    }

    @Test
    void pairs_are_counted_and_ties_half() {
        assertThat(Separation.auc(List.of(1.0, 3.0), List.of(2.0, 3.0))).isEqualTo((0 + 0 + 1 + 0.5) / 4);
    }
}
