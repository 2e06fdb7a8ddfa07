package io.cloakpool.identitypool.keycloak;

import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.identitypool.exchange.EngineCaches;
import io.cloakpool.identitypool.identity.GuestBudget;
import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;

/** What the requests of one server share: bounded caches and stateless tools, nothing that another node would miss. */
final class SharedState {
    private final ComponentCache components = new ComponentCache();
    private final RefusalThrottle refusals = new RefusalThrottle(KeycloakTime.INSTANCE);
    private final EngineCaches caches = new EngineCaches();
    private final SigV4Verifier verifier = new SigV4Verifier(KeycloakTime.INSTANCE);
    private final Deadlines deadlines = new Deadlines();
    private final AcceptedKeys acceptedKeys = new AcceptedKeys(KeycloakTime.INSTANCE);
    private final KeySetMemory keySets = new KeySetMemory(KeycloakTime.INSTANCE);
    private final RealmFactsCache realms = new RealmFactsCache();
    private final ClaimTrustMemory claimTrust = new ClaimTrustMemory();
    private final Meters meters = new Meters(Metrics.globalRegistry);
    private volatile GuestBudget guests = new GuestBudget(GuestBudget.DEFAULT_PER_MINUTE, KeycloakTime.INSTANCE);
    private volatile OutboundHosts outboundHosts = OutboundHosts.ANY;
    private final SecureRandom random = new SecureRandom();

    Meters meters() {
        return meters;
    }

    GuestBudget guests() {
        return guests;
    }

    /** Before the first request. */
    void limitGuests(int perMinute) {
        guests = new GuestBudget(perMinute, KeycloakTime.INSTANCE);
    }

    OutboundHosts outboundHosts() {
        return outboundHosts;
    }

    /** Before the first request. */
    void limitOutbound(OutboundHosts hosts) {
        outboundHosts = hosts;
    }

    ClaimTrustMemory claimTrust() {
        return claimTrust;
    }

    ComponentCache components() {
        return components;
    }

    RefusalThrottle refusals() {
        return refusals;
    }

    EngineCaches caches() {
        return caches;
    }

    SigV4Verifier verifier() {
        return verifier;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    AcceptedKeys acceptedKeys() {
        return acceptedKeys;
    }

    KeySetMemory keySets() {
        return keySets;
    }

    RealmFactsCache realms() {
        return realms;
    }

    SecureRandom random() {
        return random;
    }
}
