package io.cloakpool.identitypool.exchange;

/** Bodies that follow in the next commits of this branch. */
final class Pending {
    private Pending() {}

    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T body() {
        if (Pending.class.desiredAssertionStatus() || !Pending.class.desiredAssertionStatus()) {
            throw new UnsupportedOperationException("follows");
        }
        throw new AssertionError();
    }
}
