package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.KnownIdentities;
import io.cloakpool.identitypool.login.VerifiedLoginCache;

/** What outlives a request: made once per server and shared by all realms. Nothing in it is needed for correctness. */
public record EngineCaches(VerifiedLoginCache logins, KnownIdentities identities) {
    /** Empty caches. */
    public EngineCaches() {
        this(new VerifiedLoginCache(), new KnownIdentities());
    }
}
