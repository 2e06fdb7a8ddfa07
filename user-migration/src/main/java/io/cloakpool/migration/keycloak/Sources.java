package io.cloakpool.migration.keycloak;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

/** The old systems that a realm is connected to. */
final class Sources {
    private final KeycloakSession session;
    private final RealmModel realm;

    Sources(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** A component, and what makes providers of it. */
    record Source(ComponentModel component, MigrationSourceFactory factory) {}

    /** All of them, without other kinds of user storage. */
    Stream<Source> all() {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .flatMap(component -> session.getKeycloakSessionFactory()
                                        .getProviderFactory(UserStorageProvider.class, component.getProviderId())
                                instanceof MigrationSourceFactory factory
                        ? Stream.of(new Source(component, factory))
                        : Stream.empty());
    }

    /** The only one of that name, or the one with that id. */
    Optional<ComponentModel> named(String nameOrId) {
        List<ComponentModel> found = all().map(Source::component)
                .filter(component -> nameOrId.equals(component.getId()) || nameOrId.equals(component.getName()))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
