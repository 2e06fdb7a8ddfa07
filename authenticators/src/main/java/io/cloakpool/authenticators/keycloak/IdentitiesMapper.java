package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.claims.ProviderType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.IDToken;

/** Claim {@code identities}: who the user is with other providers. */
public final class IdentitiesMapper extends TokenMapper {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "oidc-cloakpool-identities-mapper";

    static final String CLAIM = "identities";
    /** As Cognito links at most. */
    static final int MAX = 5;

    public IdentitiesMapper() {
        super(
                PROVIDER_ID,
                "Linked identities (Cognito)",
                "Claim " + CLAIM + ", with the user's accounts at identity providers.");
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(LinkHistory::listen);
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        LinkHistory history = new LinkHistory(session, userSession.getUser());
        List<Map<String, @Nullable String>> identities = session.users()
                .getFederatedIdentitiesStream(userSession.getRealm(), userSession.getUser())
                .sorted(Comparator.comparing(FederatedIdentityModel::getIdentityProvider))
                .flatMap(identity -> identity(session, identity, history).stream())
                .limit(MAX)
                .toList();
        if (!identities.isEmpty()) {
            token.setOtherClaims(CLAIM, identities);
        }
    }

    /** Nothing for a provider that the realm does not have any more. All values are text, as Cognito's. */
    private static Optional<Map<String, @Nullable String>> identity(
            KeycloakSession session, FederatedIdentityModel identity, LinkHistory history) {
        IdentityProviderModel provider = session.identityProviders().getByAlias(identity.getIdentityProvider());
        if (provider == null) {
            return Optional.empty();
        }
        Map<String, @Nullable String> claim = new LinkedHashMap<>();
        claim.put("userId", identity.getUserId());
        claim.put("providerName", provider.getAlias());
        ProviderType type = ProviderType.of(provider.getProviderId());
        claim.put("providerType", type.text());
        claim.put("issuer", provider.getConfig().get(type.issuerKey()));
        history.of(identity).ifPresent(link -> {
            claim.put("primary", Boolean.toString(link.primary()));
            claim.put("dateCreated", Long.toString(link.since().toEpochMilli()));
        });
        return Optional.of(claim);
    }
}
