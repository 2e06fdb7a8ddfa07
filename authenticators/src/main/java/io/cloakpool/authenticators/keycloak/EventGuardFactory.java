package io.cloakpool.authenticators.keycloak;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

/** {@code cloakpool-event-guard}: an event listener of all realms, which none has to switch on and none can forget. */
public final class EventGuardFactory implements EventListenerProviderFactory, StatelessFactory<EventListenerProvider> {
    @Override
    public EventListenerProvider create(KeycloakSession session) {
        // Keycloak makes the listeners of a request before it does anything else for it.
        EvenAnswer.requestBegins(session);
        return new EventGuard(session);
    }

    @Override
    public String getId() {
        return "cloakpool-event-guard";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }
}
