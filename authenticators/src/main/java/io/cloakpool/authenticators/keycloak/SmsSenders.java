package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.SenderSettings;
import io.cloakpool.authenticators.sms.SmsConfigException;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.util.Comparator;
import java.util.List;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;

/** The senders of a realm, from its components. */
public final class SmsSenders {
    private record Place(SenderSettings settings, ComponentModel component, SmsSender sender) {}

    private static final Comparator<Place> ORDER = Comparator.comparingInt(
                    (Place place) -> place.settings().priority())
            .thenComparing(place -> SmsComponentFactory.name(place.component()))
            .thenComparing(place -> place.component().getId());

    /** Where a component stands that does not say where. */
    private static final SenderSettings LAST = new SenderSettings(true, SenderSettings.MAX_PRIORITY);

    private SmsSenders() {}

    /**
     * Those that are enabled, in the order in which they are asked. One whose configuration does not fit is among them, and says of each
     * message that it is unavailable, and why.
     *
     * @param session whose realm this is: secrets come from its vault
     */
    public static List<SmsSender> of(KeycloakSession session, RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), SmsSenderProvider.class.getName())
                .map(component -> place(session, component))
                .filter(place -> place.settings().enabled())
                .sorted(ORDER)
                .<SmsSender>map(place -> new SmsLoggedSender(
                        realm.getName(), SmsComponentFactory.name(place.component()), place.sender()))
                .toList();
    }

    private static Place place(KeycloakSession session, ComponentModel component) {
        try {
            SenderSettings settings =
                    SenderSettings.from(SmsComponentFactory.name(component), SmsComponentFactory.source(component));
            return new Place(settings, component, settings.enabled() ? sender(session, component) : broken(""));
        } catch (SmsConfigException e) {
            return new Place(LAST, component, broken(e.getMessage()));
        }
    }

    private static SmsSender sender(KeycloakSession session, ComponentModel component) {
        try {
            ProviderFactory<?> factory = session.getKeycloakSessionFactory()
                    .getProviderFactory(SmsSenderProvider.class, component.getProviderId());
            if (!(factory instanceof SmsSenderFactory senders)) {
                return broken("no jar here knows its kind");
            }
            SmsSenderProvider sender = senders.create(session, component);
            session.enlistForClose(sender);
            return sender;
        } catch (SmsConfigException e) {
            return broken(e.getMessage());
        } catch (RuntimeException e) {
            return broken("its configuration cannot be used: " + e.getClass().getName());
        }
    }

    private static SmsSender broken(String reason) {
        return message -> new SmsOutcome.Unavailable(reason);
    }
}
