package io.cloakpool.testsuite.bench;

import java.nio.charset.StandardCharsets;

/** What every answer of a load must be. */
final class Expectation implements Answers {
    private static final int OK = 200;
    private static final int SHOWN = 400;

    private final byte[] part;

    private Expectation(byte[] part) {
        this.part = part;
    }

    /** @param part stands in head or body of a good answer only */
    static Expectation ok(String part) {
        return new Expectation(HttpAnswer.ascii(part));
    }

    @Override
    public void accept(int request, HttpAnswer answer) {
        if (answer.status() != OK || !answer.contains(part)) {
            String body = answer.body();
            throw new BenchException("Expected " + OK + " with " + new String(part, StandardCharsets.US_ASCII)
                    + ", but the answer was " + answer.status() + " "
                    + body.substring(0, Math.min(SHOWN, body.length())));
        }
    }
}
