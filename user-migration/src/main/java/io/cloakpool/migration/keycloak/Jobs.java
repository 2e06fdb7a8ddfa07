package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Progress;
import io.cloakpool.migration.bulk.RowException;
import io.cloakpool.migration.bulk.RowReader;
import java.time.Duration;
import java.util.Objects;

/** What a stored job means. */
final class Jobs {
    private Jobs() {}

    static Progress progress(ImportJobEntity job) {
        return new Progress(job.rowsTotal, job.imported, job.skipped, job.failed, Duration.ofMillis(job.runMillis));
    }

    static RowReader reader(ImportJobEntity job) {
        try {
            return job.format.reader(Objects.requireNonNullElse(job.header, ""));
        } catch (RowException e) {
            throw new IllegalStateException("The header was checked at the upload", e);
        }
    }
}
