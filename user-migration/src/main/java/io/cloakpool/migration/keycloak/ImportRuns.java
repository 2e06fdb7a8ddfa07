package io.cloakpool.migration.keycloak;

import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The runs of this node. */
final class ImportRuns {
    private static final String EXECUTOR = "cloakpool-import";

    private volatile boolean closing;

    /** Begins a run once the session's transaction, which has taken the job, is committed. */
    void begin(KeycloakSession session, String realmId, String jobId, String owner) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        var executor = session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                executor.execute(new ImportRun(factory, realmId, jobId, owner, () -> closing));
            }

            @Override
            protected void rollbackImpl() {
                // The job was not taken.
            }
        });
    }

    /** Has each run end with the rows that it is at. */
    void close() {
        closing = true;
    }
}
