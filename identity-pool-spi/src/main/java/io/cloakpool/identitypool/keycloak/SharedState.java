package io.cloakpool.identitypool.keycloak;

/** What the requests of one server share: bounded caches, nothing that another node would miss. */
final class SharedState {
    private final ComponentCache components = new ComponentCache();
    private final RefusalThrottle refusals = new RefusalThrottle(KeycloakTime.INSTANCE);

    ComponentCache components() {
        return components;
    }

    RefusalThrottle refusals() {
        return refusals;
    }
}
