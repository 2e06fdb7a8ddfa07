package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.IdentityStore.Write;
import jakarta.persistence.EntityExistsException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.keycloak.models.ModelDuplicateException;

/** Tells a unique key that said no from every other failure of a database. */
final class Conflicts {
    private static final int MAX_CAUSES = 16;

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
                    || cause instanceof ConstraintViolationException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
