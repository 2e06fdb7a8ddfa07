package io.cloakpool.testsuite.bench;

/** Looks at every answer. */
@FunctionalInterface
interface Answers {
    /**
     * Called in the order in which answers arrive.
     *
     * @param request which of the round's requests this answers, from 0
     * @throws BenchException when it is not what was asked for: the run ends
     */
    void accept(int request, HttpAnswer answer);
}
