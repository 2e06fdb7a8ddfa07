package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.identity.IdentityStore.Write;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.ModelDuplicateException;

final class ConflictsTest {
    static Stream<RuntimeException> unique_keys_saying_no() {
        return Stream.of(
                new ModelDuplicateException("x"),
                new PersistenceException(new ConstraintViolationException("x", new SQLException(), "PK")),
                new IllegalStateException(new PersistenceException(new SQLIntegrityConstraintViolationException())));
    }

    @ParameterizedTest
    @MethodSource("unique_keys_saying_no")
    void unique_key_is_an_outcome(RuntimeException failure) {
        assertThat(Conflicts.asOutcome(() -> {
                    throw failure;
                }))
                .isEqualTo(Write.CONFLICT);
    }

    @Test
    void every_other_failure_passes() {
        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> Conflicts.asOutcome(() -> {
                    throw new PersistenceException(new SQLException("connection lost"));
                }));
    }

    @Test
    void chain_of_causes_without_end_is_no_hang() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(Conflicts.isConflict(first)).isFalse();
    }
}
