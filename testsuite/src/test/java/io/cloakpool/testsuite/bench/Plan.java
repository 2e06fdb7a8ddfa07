package io.cloakpool.testsuite.bench;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp of each load before its first round, in processor time of the server
 * @param round of each load; less when its requests run out
 * @param pairs how many rounds each measured load gets
 * @param starts how often each server is started to measure its start
 * @param users who get credentials once each
 */
record Plan(Duration warmUp, Duration round, int pairs, int starts, int users) {
    /** What the figures are made with. */
    static final Plan FULL = new Plan(Duration.ofSeconds(30), Duration.ofSeconds(2), 11, 5, 10_000);

    /** Shows that everything works; its figures mean nothing. */
    static final Plan QUICK = new Plan(Duration.ofSeconds(1), Duration.ofMillis(500), 3, 1, 500);

    Plan withPairs(int number) {
        return new Plan(warmUp, round, number, starts, users);
    }

    /** For servers that nothing has warmed up yet. */
    Plan warmingUp(int times) {
        return new Plan(warmUp.multipliedBy(times), round, pairs, starts, users);
    }
}
