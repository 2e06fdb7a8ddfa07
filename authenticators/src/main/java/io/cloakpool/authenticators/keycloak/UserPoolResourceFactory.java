package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Pages of a user pool that stand outside of a sign-in, below {@code /realms/{realm}/cloakpool-user-pool}. */
public final class UserPoolResourceFactory
        implements RealmResourceProviderFactory, StatelessFactory<RealmResourceProvider> {
    public static final String PROVIDER_ID = "cloakpool-user-pool";

    private record Pages(KeycloakSession session) implements RealmResourceProvider {
        @Override
        public Object getResource() {
            return new UserPoolPages(session);
        }

        @Override
        public void close() {}
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new Pages(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
