package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Mask;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Has users told of changes that they made themselves, or somebody in their name. What administrators do, they tell. */
final class NoticeListener implements EventListenerProvider {
    private final KeycloakSession session;

    NoticeListener(KeycloakSession session) {
        this.session = session;
    }

    /** Whether a realm has users told. */
    static boolean isOn(RealmModel realm) {
        return realm.getEventsListenersStream().anyMatch(NoticeListenerFactory.PROVIDER_ID::equals);
    }

    @Override
    public void onEvent(Event event) {
        Map<String, String> details = event.getDetails();
        RealmModel realm = session.getContext().getRealm();
        if (event.getUserId() == null || details == null || realm == null || event.getError() != null) {
            return;
        }
        switch (event.getType()) {
            // The second where a realm has no new address proven.
            case UPDATE_EMAIL, UPDATE_PROFILE ->
                emailChanged(
                        event.getUserId(), details.get(Details.PREVIOUS_EMAIL), details.get(Details.UPDATED_EMAIL));
            case UPDATE_CREDENTIAL -> {
                String type = details.get(Details.CREDENTIAL_TYPE);
                if (PasswordCredentialModel.TYPE.equals(type)) {
                    passwordChanged(event.getUserId());
                } else if (!RememberedDevices.TYPE.equals(type)) {
                    tell(event.getUserId(), "cloakpoolNoticeFactors");
                }
            }
            case REMOVE_CREDENTIAL -> {
                if (!RememberedDevices.TYPE.equals(details.get(Details.CREDENTIAL_TYPE))) {
                    tell(event.getUserId(), "cloakpoolNoticeFactors");
                }
            }
            case FEDERATED_IDENTITY_LINK, REMOVE_FEDERATED_IDENTITY, FEDERATED_IDENTITY_OVERRIDE_LINK -> {
                // The same event tells of users who come over from an old system.
                if (details.containsKey(Details.IDENTITY_PROVIDER)) {
                    tell(event.getUserId(), "cloakpoolNoticeFactors");
                }
            }
            default -> {}
        }
    }

    private void emailChanged(String userId, @Nullable String previous, @Nullable String updated) {
        if (previous != null && updated != null && wasVerified(userId, previous)) {
            addressReplaced(userId, previous, updated);
        }
    }

    /** Tells an address that was verified. */
    void addressReplaced(String userId, String previous, String updated) {
        UserModel user = user(session, userId);
        if (user != null) {
            new ChangeNotices(session).emailChanged(user, previous.toLowerCase(Locale.ROOT), Mask.email(updated));
        }
    }

    /**
     * Whether the former address was proven: a link to undo the change must not go to whoever has an address that somebody mistyped. This
     * request has changed the user already, so that another transaction is asked.
     */
    private boolean wasVerified(String userId, String previous) {
        return Jobs.call(session, own -> {
            UserModel before = user(own, userId);
            return before != null && before.isEmailVerified() && previous.equalsIgnoreCase(before.getEmail());
        });
    }

    private void passwordChanged(String userId) {
        UserModel user = user(session, userId);
        if (user != null) {
            new ChangeNotices(session).passwordChanged(user);
        }
    }

    private void tell(String userId, String key) {
        UserModel user = user(session, userId);
        if (user != null) {
            new ChangeNotices(session).tell(user, key);
        }
    }

    private static @Nullable UserModel user(KeycloakSession session, String id) {
        return session.users().getUserById(session.getContext().getRealm(), id);
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
