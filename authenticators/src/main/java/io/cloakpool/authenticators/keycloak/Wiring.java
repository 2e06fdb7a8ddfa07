package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.check.RealmWiring;
import io.cloakpool.authenticators.check.SelfCheck;
import io.cloakpool.authenticators.device.DeviceSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** Reads what a realm has wired, for the self-check. */
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    /** Realms that were looked at on this node. A realm that is repaired is asked about by REST; the log has said its piece. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private Wiring() {}

    /** What is miswired in a realm. Looks at all of its clients and identity providers. */
    static List<String> findings(KeycloakSession session, RealmModel realm) {
        boolean restrictedClients = realm.getClientsStream()
                .anyMatch(client -> ClientAccess.roles(client).restrict());
        return SelfCheck.of(of(session, realm, restrictedClients, ungated(session)));
    }

    /**
     * Has the log say what is miswired when a flow first runs in a realm on this node. That is somebody's sign-in, which waits for it: the
     * realm's clients and identity providers, which may be thousands, are looked at by {@link #findings} only.
     */
    static void logOnce(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (!LOGGED.add(realm.getId())) {
            return;
        }
        try {
            for (String finding : SelfCheck.of(of(session, realm, false, Set.of()))) {
                LOG.warnf("Realm %s: %s", realm.getName(), finding);
            }
        } catch (RuntimeException e) {
            // Nobody's sign-in is to fail for it.
            LOG.warnf(e, "Realm %s could not be checked", realm.getName());
        }
    }

    private static RealmWiring of(
            KeycloakSession session, RealmModel realm, boolean restrictedClients, Set<String> ungatedProviders) {
        Map<String, String> smtp = realm.getSmtpConfig();
        return new RealmWiring(
                steps(realm, realm.getBrowserFlow()),
                steps(realm, realm.getDirectGrantFlow()),
                steps(realm, realm.getResetCredentialsFlow()),
                realm.isRegistrationAllowed() ? steps(realm, realm.getRegistrationFlow()) : Set.of(),
                session.identityProviders().count() == 0 ? Set.of() : steps(realm, realm.getFirstBrokerLoginFlow()),
                realm.getRequiredActionProvidersStream()
                        .map(RequiredActionProviderModel::getProviderId)
                        .collect(Collectors.toSet()),
                realm.getRequiredActionProvidersStream()
                        .filter(RequiredActionProviderModel::isEnabled)
                        .map(RequiredActionProviderModel::getProviderId)
                        .collect(Collectors.toSet()),
                smtp != null && smtp.get("host") != null && !smtp.get("host").isBlank(),
                SmsSenders.of(session, realm).size(),
                SmsSettings.of(realm).countries().size(),
                realm.isBruteForceProtected(),
                realm.isResetPasswordAllowed(),
                realm.isVerifyEmail(),
                new RememberedDevices(session).settings().mode() != DeviceSettings.Mode.OFF,
                restrictedClients,
                ungatedProviders,
                editable(session));
    }

    /** Ids of the enabled steps of a flow and of its enabled sub-flows. */
    static Set<String> steps(RealmModel realm, @Nullable AuthenticationFlowModel flow) {
        Set<String> steps = new HashSet<>();
        if (flow != null) {
            realm.getAuthenticationExecutionsStream(flow.getId())
                    .filter(step -> !step.isDisabled())
                    .forEach(step -> {
                        if (step.isAuthenticatorFlow()) {
                            steps.addAll(steps(realm, realm.getAuthenticationFlowById(step.getFlowId())));
                        } else {
                            steps.add(step.getAuthenticator());
                        }
                    });
        }
        return steps;
    }

    private static Set<String> ungated(KeycloakSession session) {
        IdentityProviderStorageProvider providers = session.identityProviders();
        return providers.count() == 0
                ? Set.of()
                : providers
                        .getAllStream(IdentityProviderQuery.userAuthentication())
                        .filter(IdentityProviderModel::isEnabled)
                        .map(IdentityProviderModel::getAlias)
                        .filter(alias -> providers
                                .getMappersByAliasStream(alias)
                                .noneMatch(mapper -> ClaimsGate.PROVIDER_ID.equals(mapper.getIdentityProviderMapper())))
                        .collect(Collectors.toSet());
    }

    private static Set<String> editable(KeycloakSession session) {
        UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        Set<String> declared = profile.getAttributes().stream()
                .filter(attribute -> attribute.getPermissions() != null
                        && attribute.getPermissions().getEdit().contains(UserProfileConstants.ROLE_USER))
                .map(UPAttribute::getName)
                .collect(Collectors.toCollection(HashSet::new));
        if (profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED) {
            for (String attribute : List.of(SmsChannel.NUMBER, SmsChannel.VERIFIED)) {
                if (profile.getAttribute(attribute) == null) {
                    declared.add(attribute);
                }
            }
        }
        return declared;
    }
}
