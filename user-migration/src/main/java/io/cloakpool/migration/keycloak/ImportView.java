package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Progress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as the REST interface shows it.
 *
 * @param source the id of the component that the users come from; null where nobody has said it
 * @param lines of the file that are there, so the first line of the next part is the one after
 * @param rowsPerSecond while at work
 * @param remainingSeconds null as long as nobody can say, and once there is nothing left
 * @param createdAt milliseconds since 1970
 * @param endedAt null while it has not
 * @param failure why it failed
 */
public record ImportView(
        String id,
        String state,
        String format,
        boolean dryRun,
        @Nullable String source,
        int lines,
        int rows,
        int done,
        int imported,
        int skipped,
        int failed,
        long rowsPerSecond,
        @Nullable Long remainingSeconds,
        long createdAt,
        @Nullable Long endedAt,
        @Nullable String failure) {
    static ImportView of(ImportJobEntity job) {
        Progress progress = job.progress();
        ImportState state = JpaImports.state(job);
        boolean runs = state == ImportState.IN_PROGRESS || state == ImportState.STOPPING;
        return new ImportView(
                job.id,
                state.text(),
                job.format.name().toLowerCase(Locale.ROOT),
                job.dryRun,
                job.sourceId,
                job.linesRead,
                job.rowsTotal,
                progress.done(),
                job.imported,
                job.skipped,
                job.failed,
                Math.round(progress.rate()),
                runs ? progress.remaining().map(Duration::toSeconds).orElse(null) : null,
                job.createdAt,
                job.endedAt == 0 ? null : Long.valueOf(job.endedAt),
                job.failure);
    }
}
