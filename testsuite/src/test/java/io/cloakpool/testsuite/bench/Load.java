package io.cloakpool.testsuite.bench;

import java.util.function.Supplier;

/**
 * A kind of request whose rate is measured.
 *
 * @param rounds prepares the requests of a round, before its time begins
 */
record Load(String name, BenchServer server, Supplier<Requests> rounds, Expectation expectation) {
    /** One request that is sent again and again. */
    static Load of(String name, BenchServer server, byte[] request, Expectation expectation) {
        return new Load(name, server, () -> Requests.repeat(request), expectation);
    }
}
