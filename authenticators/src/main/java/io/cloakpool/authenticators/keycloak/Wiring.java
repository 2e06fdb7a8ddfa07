package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.check.ClaimSource;
import io.cloakpool.authenticators.check.RealmWiring;
import io.cloakpool.authenticators.check.SelfCheck;
import io.cloakpool.authenticators.device.DeviceSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** What there may be thousands of in a realm. */
    private record Many(boolean restrictedClients, Set<String> ungatedProviders, Set<ClaimSource> claimSources) {
        private static final Many NOT_LOOKED_AT = new Many(false, Set.of(), Set.of());

        static Many of(KeycloakSession session, RealmModel realm) {
            AtomicBoolean restricted = new AtomicBoolean();
            Set<ClaimSource> sources = new HashSet<>();
            realm.getClientsStream().forEach(client -> {
                if (ClientAccess.roles(client).restrict()) {
                    restricted.set(true);
                }
                ClaimSources.of("client " + client.getClientId(), client)
                        .filter(ClaimSource::isTrusted)
                        .forEach(sources::add);
            });
            realm.getClientScopesStream().forEach(scope -> ClaimSources.of("client scope " + scope.getName(), scope)
                    .filter(ClaimSource::isTrusted)
                    .forEach(sources::add));
            return new Many(restricted.get(), ungated(session), sources);
        }
    }

    /** What is miswired in a realm. Looks at all of its clients, client scopes and identity providers. */
    static List<String> findings(KeycloakSession session, RealmModel realm) {
        return SelfCheck.of(of(session, realm, Many.of(session, realm)));
    }

    /**
     * Has the log say what is miswired when a flow first runs in a realm on this node. That is somebody's sign-in, which waits for it: the
     * realm's clients, client scopes and identity providers, which may be thousands, are looked at by {@link #findings} only.
     */
    static void logOnce(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (!LOGGED.add(realm.getId())) {
            return;
        }
        try {
            for (String finding : SelfCheck.of(of(session, realm, Many.NOT_LOOKED_AT))) {
                LOG.warnf("Realm %s: %s", realm.getName(), finding);
            }
        } catch (RuntimeException e) {
            // Nobody's sign-in is to fail for it.
            LOG.warnf(e, "Realm %s could not be checked", realm.getName());
        }
    }

    private static RealmWiring of(KeycloakSession session, RealmModel realm, Many many) {
        Map<String, String> smtp = realm.getSmtpConfig();
        return new RealmWiring(
                steps(realm, realm.getBrowserFlow()),
                steps(realm, realm.getDirectGrantFlow()),
                steps(realm, realm.getResetCredentialsFlow()),
                realm.isRegistrationAllowed() ? steps(realm, realm.getRegistrationFlow()) : List.of(),
                session.identityProviders().count() == 0 ? List.of() : steps(realm, realm.getFirstBrokerLoginFlow()),
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
                many.restrictedClients(),
                many.ungatedProviders(),
                editable(session, many.claimSources()),
                SignUp.rules(realm),
                NoticeListener.isOn(realm),
                many.claimSources());
    }

    /** Ids of the enabled steps of a flow and of its enabled sub-flows, in the order in which they run. */
    static List<String> steps(RealmModel realm, @Nullable AuthenticationFlowModel flow) {
        List<String> steps = new ArrayList<>();
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

    /** @param sources whose attributes are asked about too where the realm lets users write attributes that it does not declare */
    private static Set<String> editable(KeycloakSession session, Set<ClaimSource> sources) {
        UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        Set<String> declared = profile.getAttributes().stream()
                .filter(attribute -> attribute.getPermissions() != null
                        && attribute.getPermissions().getEdit().contains(UserProfileConstants.ROLE_USER))
                .map(UPAttribute::getName)
                .collect(Collectors.toCollection(HashSet::new));
        if (profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED) {
            Stream.concat(
                            Stream.of(SmsChannel.NUMBER, SmsChannel.VERIFIED),
                            sources.stream().map(ClaimSource::attribute))
                    .filter(attribute -> profile.getAttribute(attribute) == null)
                    .forEach(declared::add);
        }
        return declared;
    }
}
