package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was recorded. */
public final class RecordingLog implements IssuanceLog {
    /** One record; kind or reason is null. */
    public record Entry(
            @Nullable Kind kind,
            Subject subject,
            @Nullable String issuer,
            @Nullable Duration lifetime,
            @Nullable Reason reason) {}

    public final List<Entry> entries = new ArrayList<>();

    @Override
    public void located(PoolId pool) {}

    @Override
    public void issued(Kind kind, Subject subject, String issuer, @Nullable Duration lifetime) {
        entries.add(new Entry(kind, subject, issuer, lifetime, null));
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        entries.add(new Entry(null, subject, null, null, reason));
    }

    public Entry last() {
        return entries.get(entries.size() - 1);
    }
}
