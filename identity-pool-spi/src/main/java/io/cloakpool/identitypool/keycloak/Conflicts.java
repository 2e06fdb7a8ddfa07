package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.IdentityStore.Write;
import jakarta.persistence.EntityExistsException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.keycloak.models.ModelDuplicateException;

/** Tells a transaction that lost against another one, by a unique key or in a deadlock, from every other failure of a database. */
final class Conflicts {
    private static final int MAX_CAUSES = 16;
    /** Serialization failure, which MariaDB also says for a deadlock (SQL:2016, class 40), and PostgreSQL's deadlock. */
    private static final Set<String> MUST_BE_REPEATED = Set.of("40001", "40P01");

    private Conflicts() {}

    static Write asOutcome(Supplier<Write> transaction) {
        try {
            return transaction.get();
        } catch (RuntimeException e) {
            if (isConflict(e)) {
                return Write.CONFLICT;
            }
            throw e;
        }
    }

    static boolean isConflict(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof ModelDuplicateException
                    || cause instanceof EntityExistsException
                    || cause instanceof SQLIntegrityConstraintViolationException
                    || cause instanceof ConstraintViolationException
                    || cause instanceof LockAcquisitionException
                    || (cause instanceof SQLException failed && MUST_BE_REPEATED.contains(failed.getSQLState()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
