package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.role.ClaimTrust;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * Who writes the claims of the current realm's tokens, by the mappers of the clients and their scopes, optional ones too, and by
 * the realm's user profile. What other providers let their users write is not known here. Good for one request.
 */
public final class RealmClaimTrust implements ClaimTrust {
    private final KeycloakSession session;
    private final Map<String, ClaimWriters> byClient = new HashMap<>();

    public RealmClaimTrust(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> writer(LoginProvider provider, Set<String> clients, String claim) {
        return provider.kind() == LoginProvider.Kind.REALM
                ? clients.stream()
                        .sorted()
                        .flatMap(client -> byClient.computeIfAbsent(client, this::writers).of(claim).stream())
                        .findFirst()
                : Optional.empty();
    }

    private ClaimWriters writers(String clientId) {
        RealmModel realm = session.getContext().getRealm();
        EditableAttributes editable = new EditableAttributes(
                realm,
                session.getProvider(UserProfileProvider.class).getConfiguration(),
                session.identityProviders()::isIdentityFederationEnabled);
        ClaimWriters writers = new ClaimWriters(editable::has);
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
