package io.cloakpool.authenticators.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Decides at the end of a request whether anything of it comes about. It is shut until somebody has opened it: of a listener that fails
 * Keycloak writes a line into the log and goes on.
 */
final class CommitGate extends AbstractKeycloakTransaction {
    private @Nullable RuntimeException refusal = new IllegalStateException("Nobody has judged the request");

    private CommitGate() {}

    /** Shuts a request's gate. */
    static CommitGate of(KeycloakSession session) {
        CommitGate gate = new CommitGate();
        // What is thrown before the commit is what the caller is answered, and nothing is stored.
        session.getTransactionManager().enlistPrepare(gate);
        return gate;
    }

    /** Lets the request through. */
    void open() {
        refusal = null;
    }

    /** Has the request end in an answer. */
    void refuse(RuntimeException answer) {
        refusal = answer;
    }

    @Override
    protected void commitImpl() {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    protected void rollbackImpl() {}
}
