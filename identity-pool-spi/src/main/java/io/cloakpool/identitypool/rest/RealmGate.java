package io.cloakpool.identitypool.rest;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What Keycloak's own endpoints ask of every request before they look at it. */
public final class RealmGate {
    private RealmGate() {}

    /** @throws Refused with ACCESS_DENIED when the realm is disabled, or demands TLS and the request came without */
    public static void requireOpen(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        boolean secure =
                "https".equals(session.getContext().getUri().getBaseUri().getScheme());
        if (!secure && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            throw new Refused(Reason.ACCESS_DENIED, "HTTPS required");
        }
        if (!realm.isEnabled()) {
            throw new Refused(Reason.ACCESS_DENIED, "Realm not enabled");
        }
    }
}
