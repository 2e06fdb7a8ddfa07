package io.cloakpool.authenticators.keycloak;

import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** Reads settings from a realm's attributes at use. One that cannot be read is a warning, and what is safe counts in its place. */
final class RealmSettings {
    private static final Logger LOG = Logger.getLogger(RealmSettings.class);

    private RealmSettings() {}

    /**
     * Reads some.
     *
     * @param reader gets the value of a name; throws {@link IllegalArgumentException} with a message that names what is wrong
     * @param safe what counts where it throws
     */
    static <T> T read(RealmModel realm, Function<Function<String, @Nullable String>, T> reader, T safe) {
        try {
            return reader.apply(realm::getAttribute);
        } catch (IllegalArgumentException e) {
            LOG.warnf("An attribute of realm %s does not count: %s", realm.getName(), e.getMessage());
            return safe;
        }
    }
}
