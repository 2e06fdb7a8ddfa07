package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of providers as the AWS API has them. They are only read and written here: what is stored is the provider's internal
 * id, so nobody loses an identity when a realm, an alias or a host is renamed.
 */
public final class ProviderNames {
    /** The key of a pool's own token. */
    public static final String POOL_TOKEN_KEY = "cognito-identity.amazonaws.com";

    private final PoolRealm realm;
    private final ProviderDirectory directory;

    public ProviderNames(PoolRealm realm, ProviderDirectory directory) {
        this.realm = realm;
        this.directory = directory;
    }

    /** What a provider is now; empty when it is gone or cannot be used. */
    public Optional<ProviderFacts> facts(LoginProvider provider) {
        return provider.kind() == Kind.REALM
                ? Optional.of(ownRealm())
                : PublicProvider.of(provider.kind())
                        .map(PublicProvider::facts)
                        .or(() -> directory.find(provider).filter(this::mayHaveItsName));
    }

    /** The provider whose logins are stored under an id; empty when it is gone. */
    public Optional<ProviderFacts> byId(String id) {
        return id.equals(realm.providerId())
                ? Optional.of(ownRealm())
                : PublicProvider.byId(id)
                        .map(PublicProvider::facts)
                        .or(() -> directory.byId(id).filter(this::mayHaveItsName));
    }

    /**
     * The provider that a key of {@code Logins} names, of those kinds that fit.
     *
     * @param name the key; of an OpenID Connect or SAML provider its ARN
     */
    public Optional<LoginProvider> parse(String name, Predicate<Kind> fits) {
        return Arrays.stream(Kind.values())
                .filter(fits)
                .flatMap(kind -> parse(name, kind).stream())
                .findFirst();
    }

    private Optional<LoginProvider> parse(String name, Kind kind) {
        if (kind == Kind.REALM) {
            return Optional.of(LoginProvider.REALM)
                    .filter(own -> ownRealm().keys().contains(name));
        }
        if (!kind.isNamed()) {
            return PublicProvider.of(kind)
                    .filter(known -> known.key().equals(name))
                    .map(known -> LoginProvider.of(kind));
        }
        String prefix = kind == Kind.OIDC ? openIdConnectArn("") : "";
        return name.startsWith(prefix)
                ? directory.named(kind, name.substring(prefix.length())).filter(found -> facts(found)
                        .isPresent())
                : Optional.empty();
    }

    /** The ARN under which IAM, and so the API of pools, knows an OpenID Connect provider. */
    public String openIdConnectArn(String key) {
        return "arn:aws:iam::" + realm.accountId() + ":oidc-provider/" + key;
    }

    /** Whoever installs a verifier takes no name that means somebody else everywhere. */
    private boolean mayHaveItsName(ProviderFacts facts) {
        String key = facts.key();
        return CustomProvider.verifier(facts.id()).isEmpty()
                || !(PublicProvider.isKey(key)
                        || key.equals(POOL_TOKEN_KEY)
                        || ownRealm().keys().contains(key));
    }

    private ProviderFacts ownRealm() {
        return new ProviderFacts(
                realm.providerId(),
                List.of(realm.userPoolLoginKey(), realm.issuerLoginKey()),
                true,
                Set.of(realm.issuer().toString()),
                Set.of());
    }
}
