package io.cloakpool.migration.source;

import io.cloakpool.migration.account.PlainText;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** A source within the time of one request, and left alone while it fails. */
public final class GuardedDirectory {
    /** What keeps sign-ins waiting. Anything else may be about one user, whose sign-ins must not shut out all others. */
    private static final Set<Fault> SILENCE = Set.of(Fault.TIMEOUT, Fault.UNREACHABLE, Fault.CUT_OFF);

    private final LegacyDirectory directory;
    private final CircuitBreaker breaker;
    private final TimeBudget budget;

    /**
     * @param breaker shared by all requests to this source
     * @param budget of this request
     */
    public GuardedDirectory(LegacyDirectory directory, CircuitBreaker breaker, TimeBudget budget) {
        this.directory = directory;
        this.breaker = breaker;
        this.budget = budget;
    }

    /** As {@link LegacyDirectory#find}. */
    public LegacyReply find(LegacyName name) {
        return ask(time -> directory.find(name, time));
    }

    /** As {@link LegacyDirectory#authenticate}. */
    public LegacyReply authenticate(LegacyUser user, String password) {
        return ask(time -> directory.authenticate(user, password, time));
    }

    /** As {@link LegacyDirectory#size}. A source that is left alone is asked too: by an administrator, and not for a sign-in. */
    public OptionalLong size() {
        return budget.spend(directory::size);
    }

    /** What could not be written is no user, whatever the source; nobody is told that the name is unknown. */
    private static LegacyReply usable(LegacyReply reply) {
        return reply instanceof Found found
                ? PlainText.complaint(found.user())
                        .<LegacyReply>map(complaint ->
                                new Unavailable(Fault.BAD_ANSWER, "its answer cannot be used: " + complaint))
                        .orElse(reply)
                : reply;
    }

    private LegacyReply ask(Function<Duration, LegacyReply> question) {
        if (budget.left().isZero()) {
            return new Unavailable(Fault.TIMEOUT, "the time of this request is used up");
        }
        if (!breaker.lets()) {
            return new Unavailable(Fault.CIRCUIT_OPEN, "it failed several times and is left alone for a while");
        }
        boolean isShort = budget.isShort();
        // An exception counts as a failure too.
        boolean failed = true;
        boolean answered = false;
        try {
            LegacyReply reply = usable(budget.spend(question));
            answered = !(reply instanceof Unavailable outage && SILENCE.contains(outage.fault()));
            // Another source may have used up the time.
            failed = !answered && !(isShort && reply instanceof Unavailable outage && outage.fault() == Fault.TIMEOUT);
            return reply;
        } finally {
            if (answered) {
                breaker.answered();
            } else if (failed) {
                breaker.failed();
            }
        }
    }
}
