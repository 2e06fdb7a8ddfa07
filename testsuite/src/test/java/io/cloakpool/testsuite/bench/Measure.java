package io.cloakpool.testsuite.bench;

/** What loads are compared by. */
enum Measure {
    /** Requests per second: what users see, on a machine that does nothing else. */
    RATE,
    /** The server's processor time per request: the same while the server has a core to itself, and steady when it has not. */
    CPU
}
