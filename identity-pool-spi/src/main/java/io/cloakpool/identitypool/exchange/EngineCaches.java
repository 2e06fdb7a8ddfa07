package io.cloakpool.identitypool.exchange;

/** What outlives a request: made once per server and shared by all realms. Nothing in it is needed for correctness. */
public final class EngineCaches {
    /** Empty caches. */
    public EngineCaches() {}
}
