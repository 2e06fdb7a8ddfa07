package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Mode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
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
     * @param migrated users of the realm who came from an old system, whichever and in whatever way
     */
    public record Progress(long migrated, List<Source> sources) {}

    /**
     * An old system that the realm is connected to.
     *
     * @param provider its kind
     * @param migrated users of the realm who came from it
     * @param users how many it says it has; left out where it cannot tell, or not now
     * @param remaining how many of those have not come; left out likewise
     */
    public record Source(
            String id,
            String name,
            String provider,
            String mode,
            boolean enabled,
            long migrated,
            @Nullable Long users,
            @Nullable Long remaining) {}

    /** Asks each source that is switched on. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Progress get() {
        auth.realm().requireViewRealm();
        auth.users().requireView();
        LocalUsers local = new LocalUsers(session, realm);
        List<Sources.Source> all = new Sources(session, realm).all().toList();
        Map<String, Long> migrated = local.bySource(
                all.stream().map(source -> source.component().getId()).collect(Collectors.toSet()));
        List<Source> sources = all.stream()
                .map(source ->
                        view(source, migrated.getOrDefault(source.component().getId(), 0L)))
                .toList();
        return new Progress(local.fromOldSystems(), sources);
    }

    private Source view(Sources.Source source, long migrated) {
        ComponentModel component = source.component();
        boolean enabled = new UserStorageProviderModel(component).isEnabled();
        Long users = enabled ? size(source) : null;
        return new Source(
                component.getId(),
                component.getName(),
                component.getProviderId(),
                component.get(MigrationConfig.MODE, Mode.IMPORT.text()),
                enabled,
                migrated,
                users,
                // Whoever has come may have been deleted there since.
                users == null ? null : Math.max(0, users - migrated));
    }

    private @Nullable Long size(Sources.Source source) {
        try {
            OptionalLong size =
                    source.factory().create(session, source.component()).size();
            return size.isPresent() ? size.getAsLong() : null;
        } catch (ModelException e) {
            // Such as a secret that is not in the vault: sign-ins say so too.
            LOG.warnf("Nobody can say how many users are left: %s", e.getMessage());
            return null;
        }
    }
}
