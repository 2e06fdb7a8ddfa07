package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.login.CustomProvider;
import io.cloakpool.identitypool.login.ProviderDirectory;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.SamlAssertions;
import io.cloakpool.identitypool.login.TokenSignatures;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Providers that were put here, each with tokens of its own. */
public final class FakeProviders implements ProviderDirectory {
    private final Map<LoginProvider, ProviderFacts> facts = new HashMap<>();
    private final Map<Object, FakeTokens> tokens = new HashMap<>();
    private final Map<LoginProvider, FakeAssertions> assertions = new HashMap<>();
    private final String samlKey;

    /** A server whose own realm has these tokens. */
    public FakeProviders(FakeTokens ownRealm) {
        this(ownRealm, TestData.REALM);
    }

    /** The same of a realm with another account. */
    public FakeProviders(FakeTokens ownRealm, PoolRealm realm) {
        samlKey = realm.samlProviderArn("");
        tokens.put(LoginProvider.REALM, ownRealm);
    }

    /** An identity provider of the realm with issuer {@code https://{alias}.example} and the client {@code own-client}. */
    public FakeTokens openIdConnect(String alias) {
        return put(
                LoginProvider.of(LoginProvider.Kind.OIDC, alias),
                new ProviderFacts(
                        "idp:id-of-" + alias,
                        List.of(alias + ".example", alias + ".example/"),
                        true,
                        Set.of("https://" + alias + ".example"),
                        Set.of("own-client")));
    }

    /** Another realm with issuer {@code https://id.example/realms/{name}}. */
    public FakeTokens realm(String name) {
        return put(
                LoginProvider.of(LoginProvider.Kind.OTHER_REALM, name),
                new ProviderFacts(
                        "realm:id-of-" + name,
                        List.of("id.example/realms/" + name),
                        true,
                        Set.of("https://id.example/realms/" + name),
                        Set.of()));
    }

    /** A SAML identity provider of the realm, whose issuer and app are those of {@link FakeAssertions}. */
    public FakeAssertions saml(String alias) {
        LoginProvider provider = LoginProvider.of(LoginProvider.Kind.SAML, alias);
        facts.put(
                provider,
                new ProviderFacts(
                        "idp:id-of-" + alias,
                        List.of(samlKey + alias),
                        true,
                        Set.of(FakeAssertions.ISSUER),
                        Set.of(FakeAssertions.AUDIENCE)));
        return assertions.computeIfAbsent(provider, one -> new FakeAssertions());
    }

    /** A verifier with the key {@code {id}.example}. */
    public void custom(String id) {
        put(
                LoginProvider.of(LoginProvider.Kind.CUSTOM, id),
                CustomProvider.facts(id, id + ".example").orElseThrow());
    }

    /** Tokens whose keys are published here. */
    public FakeTokens published(String keySet) {
        return tokens.computeIfAbsent(URI.create(keySet), address -> new FakeTokens());
    }

    public FakeTokens put(LoginProvider provider, ProviderFacts known) {
        facts.put(provider, known);
        return tokens.computeIfAbsent(provider, one -> new FakeTokens());
    }

    public void disable(LoginProvider provider) {
        facts.computeIfPresent(
                provider,
                (one, known) -> new ProviderFacts(known.id(), known.keys(), false, known.issuers(), known.clientIds()));
    }

    public void remove(LoginProvider provider) {
        facts.remove(provider);
    }

    @Override
    public Optional<ProviderFacts> find(LoginProvider provider) {
        return Optional.ofNullable(facts.get(provider));
    }

    @Override
    public Optional<ProviderFacts> byId(String id) {
        return facts.values().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    @Override
    public Optional<LoginProvider> named(LoginProvider.Kind kind, String key) {
        return facts.entrySet().stream()
                .filter(known ->
                        known.getKey().kind() == kind && known.getValue().keys().contains(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public TokenSignatures signatures(LoginProvider provider) {
        return Objects.requireNonNull(tokens.get(provider));
    }

    @Override
    public SamlAssertions assertions(LoginProvider provider) {
        return Objects.requireNonNull(assertions.get(provider));
    }

    @Override
    public TokenSignatures signatures(URI keySet) {
        return Objects.requireNonNull(tokens.get(keySet), "nothing is published at " + keySet);
    }
}
