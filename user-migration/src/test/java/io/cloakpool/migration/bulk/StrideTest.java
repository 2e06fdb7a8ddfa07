package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrideTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 51, 250, 500})
    void each_row_that_is_refused_is_found_however_many_there_are(int refused) {
        int rows = BulkLimits.CHUNK_ROWS;
        List<Integer> bad = IntStream.range(0, refused)
                .map(i -> i * rows / Math.max(1, refused))
                .boxed()
                .toList();
        Stride stride = new Stride();
        int done = 0;
        int found = 0;
        int transactions = 0;
        while (done < rows) {
            int from = done;
            int to = Math.min(rows, from + stride.rows());
            transactions++;
            if (bad.stream().noneMatch(row -> row >= from && row < to)) {
                stride.taken();
                done = to;
            } else if (to - from > 1) {
                stride.refused(to - from);
            } else {
                found++;
                stride.taken();
                done = to;
            }
        }

        assertThat(found).isEqualTo(refused);
        assertThat(transactions).isLessThanOrEqualTo(1 + 20 * refused);
    }

    @Test
    void it_goes_down_to_one_row_and_up_to_a_chunk_again() {
        Stride stride = new Stride();
        assertThat(stride.rows()).isEqualTo(BulkLimits.CHUNK_ROWS);

        stride.refused(7);
        assertThat(stride.rows()).isEqualTo(3);
        stride.refused(3);
        stride.refused(1);
        assertThat(stride.rows()).isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            stride.taken();
        }
        assertThat(stride.rows()).isEqualTo(BulkLimits.CHUNK_ROWS);
    }
}
