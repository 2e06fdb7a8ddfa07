package io.cloakpool.authenticators.keycloak;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;

/** {@code cloakpool-notices}: an event listener that realms switch on. */
public final class NoticeListenerFactory
        implements EventListenerProviderFactory, StatelessFactory<EventListenerProvider> {
    static final String PROVIDER_ID = "cloakpool-notices";

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new NoticeListener(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
