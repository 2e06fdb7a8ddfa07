package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps which decisions were recorded. */
public final class RecordingDecisions implements DecisionLog {
    /** One record; the reason is null for what was allowed. */
    public record Entry(Subject subject, @Nullable Reason reason) {}

    public final List<Entry> entries = new ArrayList<>();

    @Override
    public void located(PoolId pool) {}

    @Override
    public void allowed(Subject subject) {
        entries.add(new Entry(subject, null));
    }

    @Override
    public void refused(Subject subject, Reason reason, String message) {
        entries.add(new Entry(subject, reason));
    }

    public Entry last() {
        return entries.get(entries.size() - 1);
    }
}
