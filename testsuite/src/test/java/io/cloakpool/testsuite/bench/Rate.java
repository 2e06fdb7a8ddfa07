package io.cloakpool.testsuite.bench;

/**
 * What a round came to.
 *
 * @param requests how many were answered
 * @param seconds from the first request to the last answer
 * @param clientBusy share of that time in which the load generator itself used its core
 */
record Rate(long requests, double seconds, double clientBusy) {
    double perSecond() {
        return requests / seconds;
    }
}
