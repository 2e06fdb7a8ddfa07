package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.Claims;
import io.cloakpool.authenticators.federation.ClaimsRule;
import io.cloakpool.authenticators.federation.FederatedName;
import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.provider.AbstractIdentityProviderMapper;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderSyncMode;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.ErrorPage;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Stands between a provider of any type and the realm: takes whom its rule takes, at every sign-in and before anything is stored, and sees
 * to it that the provider's other mappers leave protected attributes alone.
 *
 * <p>Keycloak runs mappers in the order of their random ids. So the rule reads what the provider sent, and is asked once more when all
 * mappers have had their say on the address that is stored; protected attributes are put back when the request is about to be committed.
 */
public final class ClaimsGate extends AbstractIdentityProviderMapper implements PackFactory {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "cloakpool-claims-gate";

    static final String REFUSED = "cloakpoolFederationRefused";

    private static final Logger LOG = Logger.getLogger(ClaimsGate.class);

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String[] getCompatibleProviders() {
        return new String[] {ANY_PROVIDER};
    }

    @Override
    public String getDisplayCategory() {
        return "Claims gate (Cloakpool)";
    }

    @Override
    public String getDisplayType() {
        return "Claims gate (Cloakpool)";
    }

    @Override
    public String getHelpText() {
        return "Takes users by their e-mail domain and claims only, at each sign-in, and keeps protected attributes from the provider's"
                + " other mappers.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ClaimsGateConfig.PROPERTIES;
    }

    @Override
    public boolean supportsSyncMode(IdentityProviderSyncMode mode) {
        return true;
    }

    /**
     * Links happen in a request that no mapper sees the beginning of. Those that administrators and imports make are theirs: there is no
     * sign-in then.
     */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        super.postInit(factory);
        factory.register(event -> {
            if (event instanceof FederatedIdentityModel.FederatedIdentityCreatedEvent link
                    && RunningSignIn.of(link.getKeycloakSession()).isPresent()
                    && of(link.getKeycloakSession(), link.getFederatedIdentity().getIdentityProvider())
                            .isPresent()) {
                BrokeredChanges.watch(link.getKeycloakSession(), link.getUser());
            }
        });
    }

    /** The gate of a provider. */
    static Optional<IdentityProviderMapperModel> of(KeycloakSession session, String alias) {
        return session.identityProviders()
                .getMappersByAliasStream(alias)
                .filter(mapper -> mapper.getIdentityProviderMapper().equals(PROVIDER_ID))
                .findFirst();
    }

    @Override
    public void preprocessFederatedIdentity(
            KeycloakSession session,
            RealmModel realm,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        if (context.getId() == null || context.getId().isBlank()) {
            // Everybody whom the provider does not name would be one user.
            throw refused(session, realm, context, "NO_SUBJECT");
        }
        ClaimsGateConfig config = judged(session, realm, mapper, context);
        if (config.names()) {
            context.setModelUsername(FederatedName.of(context.getIdpConfig().getAlias(), context.getId()));
        }
        UserModel user = linked(session, realm, context);
        if (user == null) {
            BrokeredChanges.watchNote(session, context.getAuthenticationSession(), config.attributes());
        } else {
            BrokeredChanges.watch(session, user).judgeBy(config.attributes(), BrokerClaims.of(context));
        }
    }

    /** As Keycloak looks for them: by their subject, and by what that was in an older version of the provider. */
    private static @Nullable UserModel linked(
            KeycloakSession session, RealmModel realm, BrokeredIdentityContext context) {
        String alias = context.getIdpConfig().getAlias();
        return Stream.of(Optional.ofNullable(context.getId()), Optional.ofNullable(context.getLegacyId()))
                .flatMap(Optional::stream)
                .map(id -> session.users()
                        .getUserByFederatedIdentity(
                                realm, new FederatedIdentityModel(alias, id, context.getUsername())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whoever is refused now has an address that a mapper took from elsewhere. They are gone again. */
    @Override
    public void importNewUser(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        ClaimsGateConfig config;
        try {
            config = judged(session, realm, mapper, context);
        } catch (WebApplicationException e) {
            session.users().removeUser(realm, user);
            throw e;
        }
        BrokeredChanges.watchNew(session, user).judgeBy(config.attributes(), BrokerClaims.of(context));
    }

    @Override
    public void updateBrokeredUser(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        ClaimsGateConfig config;
        try {
            config = judged(session, realm, mapper, context);
        } catch (WebApplicationException e) {
            session.getTransactionManager().setRollbackOnly();
            throw e;
        }
        BrokeredChanges.watch(session, user).judgeBy(config.attributes(), BrokerClaims.of(context));
    }

    private static ClaimsGateConfig judged(
            KeycloakSession session,
            RealmModel realm,
            IdentityProviderMapperModel mapper,
            BrokeredIdentityContext context) {
        ClaimsGateConfig config;
        try {
            config = ClaimsGateConfig.of(mapper);
        } catch (IllegalArgumentException e) {
            LOG.warnf("Realm %s, provider %s takes nobody: %s", realm.getName(), mapper.getIdentityProviderAlias(), e);
            throw refused(session, realm, context, "configuration");
        }
        Claims claims = BrokerClaims.of(context);
        Optional<ClaimsRule.Refusal> refusal = config.rule().judge(claims);
        if (refusal.isPresent()) {
            throw refused(session, realm, context, refusal.get().name());
        }
        return config;
    }

    /** A page, whatever the provider's type: each of Keycloak's endpoints hands on the answer of such an exception. */
    private static WebApplicationException refused(
            KeycloakSession session, RealmModel realm, BrokeredIdentityContext context, String why) {
        @Nullable AuthenticationSessionModel signIn = context.getAuthenticationSession();
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.IDENTITY_PROVIDER_LOGIN)
                .detail(Details.IDENTITY_PROVIDER, context.getIdpConfig().getAlias())
                .detail(Details.REASON, "claims gate: " + why);
        if (signIn != null) {
            event.client(signIn.getClient());
        }
        event.error(Errors.ACCESS_DENIED);
        return new WebApplicationException(ErrorPage.error(session, signIn, Response.Status.FORBIDDEN, REFUSED));
    }
}
