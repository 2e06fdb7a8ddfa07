package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.role.ClaimTrust;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * Who writes the claims of the tokens of this server's realms, by the mappers of the clients and their scopes, optional ones too,
 * and by the realm's user profile. What other providers let their users write is not known here. Good for one request.
 */
public final class RealmClaimTrust implements ClaimTrust {
    private final KeycloakSession session;
    private final Map<Client, ClaimWriters> byClient = new HashMap<>();

    private record Client(String realmId, String clientId) {}

    public RealmClaimTrust(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> writer(LoginProvider provider, Set<String> clients, String claim) {
        return realm(provider).flatMap(realm -> clients.stream()
                .sorted()
                .flatMap(client -> writers(realm, client).of(claim).stream())
                .findFirst());
    }

    private Optional<RealmModel> realm(LoginProvider provider) {
        return switch (provider.kind()) {
            case REALM -> Optional.of(session.getContext().getRealm());
            case OTHER_REALM -> Optional.ofNullable(session.realms().getRealmByName(provider.requiredName()));
            default -> Optional.empty();
        };
    }

    private ClaimWriters writers(RealmModel realm, String clientId) {
        return byClient.computeIfAbsent(
                new Client(realm.getId(), clientId),
                client -> OtherRealms.inside(session, realm, () -> read(realm, clientId)));
    }

    /** The user profile is long to copy, and most rules stand on claims that no attribute fills. */
    private Predicate<String> editable(RealmModel realm) {
        Lazy<EditableAttributes> attributes = new Lazy<>(() -> new EditableAttributes(
                realm,
                session.getProvider(UserProfileProvider.class).getConfiguration(),
                session.identityProviders()::isIdentityFederationEnabled));
        return attribute ->
                OtherRealms.inside(session, realm, () -> attributes.get().has(attribute));
    }

    private ClaimWriters read(RealmModel realm, String clientId) {
        ClaimWriters writers = new ClaimWriters(editable(realm));
        ClientModel client = realm.getClientByClientId(clientId);
        if (client != null) {
            add(writers, "client '" + clientId + "'", client);
            for (boolean byDefault : new boolean[] {true, false}) {
                for (ClientScopeModel scope : client.getClientScopes(byDefault).values()) {
                    add(writers, "client scope '" + scope.getName() + "'", scope);
                }
            }
        }
        return writers;
    }

    private static void add(ClaimWriters writers, String owner, ProtocolMapperContainerModel mappers) {
        mappers.getProtocolMappersStream()
                .filter(mapper -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(mapper.getProtocol()))
                .forEach(mapper -> writers.add(owner, mapper));
    }
}
