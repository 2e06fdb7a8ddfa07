package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.keycloak.StoredKeys.Format;
import io.cloakpool.identitypool.login.CustomProvider;
import io.cloakpool.identitypool.login.ProviderDirectory;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.SamlAssertions;
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
    private final PoolRealm realm;
    private final Map<String, Optional<IdentityProviderModel>> known = new HashMap<>();

    KeycloakProviders(
            KeycloakSession session, SharedState shared, BoundedHttp http, LoginVerifiers verifiers, PoolRealm realm) {
        this.session = session;
        this.shared = shared;
        this.http = http;
        this.realms = new OtherRealms(session, shared);
        this.verifiers = verifiers;
        this.realm = realm;
    }

    @Override
    public Optional<ProviderFacts> find(LoginProvider provider) {
        return switch (provider.kind()) {
            case OTHER_REALM -> realms.named(provider.requiredName()).map(realms::facts);
            case CUSTOM -> verifiers.find(provider.requiredName());
            case SAML -> saml(provider).map(found -> found.facts(realm));
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
                .flatMap(this::identityProvider));
    }

    private Optional<ProviderFacts> identityProvider(IdentityProviderModel model) {
        return OidcProvider.of(model).map(OidcProvider::facts).or(() -> usable(model)
                .map(found -> found.facts(realm)));
    }

    @Override
    public Optional<LoginProvider> named(Kind kind, String key) {
        return switch (kind) {
            case OTHER_REALM -> realms.withKey(key).map(other -> LoginProvider.of(kind, other.getName()));
            case CUSTOM -> verifiers.withKey(key).map(id -> LoginProvider.of(kind, id));
            case SAML -> namedSaml(key);
            default -> namedOpenIdConnect(key);
        };
    }

    private Optional<LoginProvider> namedSaml(String key) {
        String prefix = realm.samlProviderArn("");
        return key.startsWith(prefix)
                ? Optional.of(LoginProvider.of(Kind.SAML, key.substring(prefix.length())))
                        .filter(provider -> saml(provider).isPresent())
                : Optional.empty();
    }

    private Optional<LoginProvider> namedOpenIdConnect(String key) {
        List<OidcProvider> found = session.identityProviders()
                .getAllStream(IdentityProviderQuery.any())
                .flatMap(model -> OidcProvider.of(model).stream())
                .filter(provider -> provider.facts().keys().contains(key))
                .toList();
        return found.size() == 1
                ? Optional.of(LoginProvider.of(Kind.OIDC, found.get(0).alias()))
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

    @Override
    public SamlAssertions assertions(LoginProvider provider) {
        SamlProvider found = saml(provider).orElseThrow();
        return new KeycloakAssertions(
                found.keys(metadata ->
                        CertificateKeys.published(stored(Format.samlMetadata(found.idpEntityId()), metadata))),
                found.profile(realm));
    }

    private SignatureKeys realmKeys(RealmModel of) {
        return new RealmKeys(session, of, shared.acceptedKeys());
    }

    private SignatureKeys published(URI keySet) {
        return new PublishedKeys(stored(Format.JWKS, keySet));
    }

    private StoredKeys stored(Format format, URI address) {
        return new StoredKeys(session, http, shared.keySets(), shared.refusals(), format, address);
    }

    private Optional<OidcProvider> openIdConnect(LoginProvider provider) {
        return byAlias(provider).flatMap(OidcProvider::of);
    }

    private Optional<SamlProvider> saml(LoginProvider provider) {
        return byAlias(provider).flatMap(this::usable);
    }

    /** An administrator looks into the log for why nobody is let in. */
    private Optional<SamlProvider> usable(IdentityProviderModel model) {
        Optional<SamlProvider> found = SamlProvider.of(model);
        Optional<String> problem = found.flatMap(SamlProvider::problem);
        problem.ifPresent(why -> shared.components()
                .warnOnce("No login of the SAML identity provider " + model.getAlias() + " is accepted in realm "
                        + realm.name() + ": " + why));
        return problem.isPresent() ? Optional.empty() : found;
    }

    private Optional<IdentityProviderModel> byAlias(LoginProvider provider) {
        String alias = provider.requiredName();
        return model("alias " + alias, stored -> stored.getByAlias(alias));
    }

    /** In a short transaction: the request must not hold a connection of the database while it waits for keys from elsewhere. */
    private Optional<IdentityProviderModel> model(
            String name, Function<IdentityProviderStorageProvider, @Nullable IdentityProviderModel> query) {
        return known.computeIfAbsent(
                name, key -> Jobs.call(session, own -> Optional.ofNullable(query.apply(own.identityProviders()))));
    }
}
