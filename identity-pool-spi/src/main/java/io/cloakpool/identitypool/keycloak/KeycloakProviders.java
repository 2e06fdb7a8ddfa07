package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.CustomProvider;
import io.cloakpool.identitypool.login.ProviderDirectory;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.TokenSignatures;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The identity providers of the current realm, the other realms of the server and its login verifiers. Good for one request. */
final class KeycloakProviders implements ProviderDirectory {
    private final KeycloakSession session;
    private final SharedState shared;
    private final BoundedHttp http;
    private final OtherRealms realms;
    private final LoginVerifiers verifiers;
    private final Map<String, Optional<IdentityProviderModel>> known = new HashMap<>();

    KeycloakProviders(KeycloakSession session, SharedState shared, BoundedHttp http, LoginVerifiers verifiers) {
        this.session = session;
        this.shared = shared;
        this.http = http;
        this.realms = new OtherRealms(session, shared);
        this.verifiers = verifiers;
    }

    @Override
    public Optional<ProviderFacts> find(LoginProvider provider) {
        return switch (provider.kind()) {
            case OTHER_REALM -> realms.named(provider.requiredName()).map(realms::facts);
            case CUSTOM -> verifiers.find(provider.requiredName());
            default -> openIdConnect(provider).map(OidcProvider::facts);
        };
    }

    @Override
    public Optional<ProviderFacts> byId(String id) {
        if (PoolRealm.isRealm(id)) {
            return realms.byId(PoolRealm.realmId(id)).map(realms::facts);
        }
        return CustomProvider.verifier(id).flatMap(verifiers::find).or(() -> OidcProvider.internalId(id)
                .flatMap(internalId -> model("id " + internalId, stored -> stored.getById(internalId)))
                .flatMap(OidcProvider::of)
                .map(OidcProvider::facts));
    }

    @Override
    public Optional<LoginProvider> named(Kind kind, String key) {
        if (kind == Kind.OTHER_REALM) {
            return realms.withKey(key).map(realm -> LoginProvider.of(kind, realm.getName()));
        }
        if (kind == Kind.CUSTOM) {
            return verifiers.withKey(key).map(id -> LoginProvider.of(kind, id));
        }
        List<OidcProvider> found = session.identityProviders()
                .getAllStream(IdentityProviderQuery.any())
                .flatMap(model -> OidcProvider.of(model).stream())
                .filter(provider -> provider.facts().keys().contains(key))
                .toList();
        return found.size() == 1
                ? Optional.of(LoginProvider.of(kind, found.get(0).alias()))
                : Optional.empty();
    }

    @Override
    public TokenSignatures signatures(LoginProvider provider) {
        return new KeycloakTokens(
                session,
                switch (provider.kind()) {
                    case REALM -> realmKeys(session.getContext().getRealm());
                    case OTHER_REALM ->
                        realmKeys(realms.named(provider.requiredName()).orElseThrow());
                    default -> openIdConnect(provider).orElseThrow().keys(this::published);
                });
    }

    @Override
    public TokenSignatures signatures(URI keySet) {
        return new KeycloakTokens(session, published(keySet));
    }

    private SignatureKeys realmKeys(RealmModel realm) {
        return new RealmKeys(session, realm, shared.acceptedKeys());
    }

    private SignatureKeys published(URI keySet) {
        return new PublishedKeys(session, http, shared.keySets(), shared.refusals(), keySet);
    }

    private Optional<OidcProvider> openIdConnect(LoginProvider provider) {
        String alias = provider.requiredName();
        return model("alias " + alias, stored -> stored.getByAlias(alias)).flatMap(OidcProvider::of);
    }

    /** In a short transaction: the request must not hold a connection of the database while it waits for keys from elsewhere. */
    private Optional<IdentityProviderModel> model(
            String name, Function<IdentityProviderStorageProvider, @Nullable IdentityProviderModel> query) {
        return known.computeIfAbsent(
                name, key -> Jobs.call(session, own -> Optional.ofNullable(query.apply(own.identityProviders()))));
    }
}
