package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFaultsTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01", "25006", "42501", "55P03", "58030", "HYT00"})
    void what_may_pass_says_nothing_of_the_rows(String state) {
        assertThat(DatabaseFaults.isTrouble(wrapped(new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23000", "22001", "22021", "HY000", "99999"})
    void what_is_about_the_rows_is_not_tried_for_ever(String state) {
        assertThat(DatabaseFaults.isTrouble(wrapped(new SQLException("x", state))))
                .isFalse();
        assertThat(DatabaseFaults.breaksRule(wrapped(new SQLException("x", state))))
                .isEqualTo(state.startsWith("23"));
    }

    @Test
    void a_pool_without_a_connection_has_no_state() {
        assertThat(DatabaseFaults.isTrouble(wrapped(new SQLException("no connection in time"))))
                .isTrue();
    }

    /** A job that was written to meanwhile, a disk that is full, a lock. */
    @ParameterizedTest
    @ValueSource(ints = {1020, 1021, 1205})
    void what_mariadb_says_by_numbers_alone_is_no_fault_of_a_row(int code) {
        assertThat(DatabaseFaults.isTrouble(wrapped(new SQLException("x", "HY000", code))))
                .isTrue();
        assertThat(DatabaseFaults.isTrouble(wrapped(new SQLException("x", "HY000", 1366))))
                .isFalse();
    }

    @Test
    void what_is_no_databases_is_the_rows() {
        assertThat(DatabaseFaults.isTrouble(new IllegalStateException(new NullPointerException())))
                .isFalse();
    }

    @Test
    void batches_hang_what_matters_onto_another_exception_and_chains_may_be_rings() {
        SQLException batch = new BatchUpdateException("x", "HY000", new int[0]);
        batch.setNextException(new SQLException("x", "08003"));
        Exception ring = new Exception("x", batch);
        batch.initCause(new IllegalStateException(ring));

        assertThat(DatabaseFaults.isTrouble(ring)).isTrue();
    }

    private static RuntimeException wrapped(SQLException fault) {
        return new IllegalStateException(new RuntimeException(fault));
    }
}
