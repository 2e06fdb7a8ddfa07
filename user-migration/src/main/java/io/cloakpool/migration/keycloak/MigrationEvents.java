package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Refusal;
import io.cloakpool.migration.source.OutageReports;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What operators get to know. Each line names realm and component; none names the user, whom the event names. */
final class MigrationEvents {
    /** The component, by name. */
    static final String SOURCE = "legacy_source";
    /** What an outage looked like. */
    static final String FAULT = "legacy_fault";
    /** How many outages like it there were since the last that was told. */
    static final String MORE = "legacy_more";

    private static final Logger LOG = Logger.getLogger(MigrationEvents.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ComponentModel component;
    private final String source;
    private final OutageReports outages;

    /** @param outages of the component, on this node */
    MigrationEvents(KeycloakSession session, RealmModel realm, ComponentModel component, OutageReports outages) {
        this.session = session;
        this.realm = realm;
        this.component = component;
        this.outages = outages;
        source = onOneLine(component.getName());
    }

    void migrated(LegacyUser legacy, UserModel user) {
        event(EventType.FEDERATED_IDENTITY_LINK)
                .user(user)
                .detail(Details.USERNAME, legacy.name().text())
                .success();
        LOG.debugf("A user was taken over from %s of realm %s: %s", source, realm.getName(), user.getId());
    }

    /** For what Keycloak's own event does not say; that says enough of a wrong password and of an unknown name. */
    void refused(LegacyUser legacy, Refusal refusal) {
        if (refusal == Refusal.WRONG_PASSWORD || refusal == Refusal.UNKNOWN_USER) {
            return;
        }
        event(EventType.FEDERATED_IDENTITY_LINK_ERROR)
                .storeImmediately(true)
                .detail(Details.USERNAME, legacy.name().text())
                .error(refusal.code());
        LOG.warnf(
                "A user of %s, realm %s, was not taken over: %s. The id there is %s.",
                source, realm.getName(), refusal.code(), onOneLine(legacy.id()));
    }

    /** Old systems and administrators of realms write no lines of their own into the log. */
    private static String onOneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }

    /** Told once in a while: whoever waits at a source that is out is nobody yet, and must not fill the table of events. */
    void unavailable(Unavailable outage) {
        OptionalInt more = outages.report(outage.fault());
        if (more.isEmpty()) {
            return;
        }
        event(EventType.FEDERATED_IDENTITY_LINK_ERROR)
                .storeImmediately(true)
                .detail(FAULT, outage.fault().name())
                .detail(MORE, Integer.toString(more.getAsInt()))
                .error(Refusal.UNAVAILABLE.code());
        if (outage.fault() != Unavailable.Fault.CIRCUIT_OPEN) {
            LOG.warnf(
                    "The old system behind %s, realm %s, is unavailable: %s, %s. It was so %d times more since that was told last.",
                    source, realm.getName(), outage.fault(), onOneLine(outage.detail()), more.getAsInt());
        }
    }

    /** An entry that the realm does not have. */
    void missing(String kind, String name) {
        LOG.warnf(
                "%s of realm %s may give the %s %s, which the realm does not have",
                source, realm.getName(), kind, onOneLine(name));
    }

    /** A right that no old system gives. */
    void withheld(String kind, String name) {
        LOG.warnf(
                "%s of realm %s does not give the %s %s, since that gives rights to administer",
                source, realm.getName(), kind, onOneLine(name));
    }

    private EventBuilder event(EventType type) {
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(type)
                .detail(SOURCE, component.getName());
        ClientModel client = session.getContext().getClient();
        return client == null ? event : event.client(client);
    }
}
