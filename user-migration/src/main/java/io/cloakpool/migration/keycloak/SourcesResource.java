package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Mode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

/** Tells how far the migration of a realm is. For whoever may see the realm and its users. */
public final class SourcesResource {
    private static final Logger LOG = Logger.getLogger(SourcesResource.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    SourcesResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    /**
     * How far it is.
     *
     * @param migrated users of the realm who keep an id of an old system
     */
    public record Progress(long migrated, List<Source> sources) {}

    /**
     * An old system that the realm is connected to.
     *
     * @param provider its kind
     * @param users how many it says it has; left out where it cannot tell, or not now
     */
    public record Source(String id, String name, String provider, String mode, boolean enabled, @Nullable Long users) {}

    /** Asks each source that is switched on. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Progress get() {
        auth.realm().requireViewRealm();
        auth.users().requireView();
        List<Source> sources = realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .flatMap(component -> source(component).stream())
                .toList();
        return new Progress(new LocalUsers(session, realm).fromOldSystems(), sources);
    }

    /** Nothing for other kinds of user storage. */
    private Optional<Source> source(ComponentModel component) {
        boolean enabled = new UserStorageProviderModel(component).isEnabled();
        return session.getKeycloakSessionFactory()
                                .getProviderFactory(UserStorageProvider.class, component.getProviderId())
                        instanceof MigrationSourceFactory factory
                ? Optional.of(new Source(
                        component.getId(),
                        component.getName(),
                        component.getProviderId(),
                        component.get(MigrationConfig.MODE, Mode.IMPORT.text()),
                        enabled,
                        enabled ? size(factory, component) : null))
                : Optional.empty();
    }

    private @Nullable Long size(MigrationSourceFactory factory, ComponentModel component) {
        try {
            OptionalLong size = factory.create(session, component).size();
            return size.isPresent() ? size.getAsLong() : null;
        } catch (ModelException e) {
            // Such as a secret that is not in the vault: sign-ins say so too.
            LOG.warnf("Nobody can say how many users are left: %s", e.getMessage());
            return null;
        }
    }
}
