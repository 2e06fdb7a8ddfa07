package io.cloakpool.migration.bulk;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param rows of the file
 * @param running how long it has been at work, without pauses
 */
public record Progress(int rows, int imported, int skipped, int failed, Duration running) {
    private static final double MILLIS = 1000;

    /** Rows that are done, whatever came of them. */
    public int done() {
        return imported + skipped + failed;
    }

    /** Rows a second; 0 before the first ones are done. */
    public double rate() {
        return running.isZero() ? 0 : done() * MILLIS / running.toMillis();
    }

    /** How long the rest will take, as soon as there is a rate. */
    public Optional<Duration> remaining() {
        return rate() <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(Math.max(0, rows - done()) * MILLIS / rate())));
    }

    /** One line for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d of %d rows (%d imported, %d skipped, %d failed), %.0f a second%s",
                done(),
                rows,
                imported,
                skipped,
                failed,
                rate(),
                remaining().map(rest -> ", " + rest.toSeconds() + " s left").orElse(""));
    }
}
