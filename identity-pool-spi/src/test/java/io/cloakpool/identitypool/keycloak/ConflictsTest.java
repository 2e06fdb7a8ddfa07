package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.identity.IdentityStore.Write;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.ModelDuplicateException;

final class ConflictsTest {
    static Stream<RuntimeException> races_that_were_lost() {
        return Stream.of(
                new ModelDuplicateException("x"),
                new PersistenceException(new ConstraintViolationException("x", new SQLException(), "PK")),
                new IllegalStateException(new PersistenceException(new SQLIntegrityConstraintViolationException())),
                new PersistenceException(new LockAcquisitionException("deadlock", new SQLException())),
                new PersistenceException(new SQLException("deadlock", "40P01")),
                new IllegalStateException(new SQLTransactionRollbackException("deadlock", "40001")));
    }

    @ParameterizedTest
    @MethodSource("races_that_were_lost")
    void lost_race_is_an_outcome(RuntimeException failure) {
        assertThat(Conflicts.asOutcome(() -> {
                    throw failure;
                }))
                .isEqualTo(Write.CONFLICT);
    }

    @Test
    void every_other_failure_passes() {
        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> Conflicts.asOutcome(() -> {
                    throw new PersistenceException(new SQLException("connection lost", "08006"));
                }));
    }

    @Test
    void chain_of_causes_without_end_is_no_hang() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(Conflicts.isConflict(first)).isFalse();
    }
}
