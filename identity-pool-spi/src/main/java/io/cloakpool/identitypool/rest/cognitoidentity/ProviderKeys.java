package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the identity-pool API names the bindings of a pool where it maps roles and tags: the {@code Logins} key of the provider; for
 * a user pool with a colon and a client id behind it, for an OpenID Connect provider its ARN.
 */
final class ProviderKeys {
    private static final char CLIENT = ':';

    private final ProviderNames names;

    ProviderKeys(ProviderNames names) {
        this.names = names;
    }

    /**
     * The keys under which a role mapping is shown: one a client, as Cognito has it; the plain one where a map may not hold so
     * many. None for a provider that is gone.
     */
    List<String> of(BindingSettings binding) {
        Optional<String> provider = names.facts(binding.provider()).map(facts -> shown(binding, facts));
        return binding.provider().kind().isRealm()
                        && !binding.clientIds().isEmpty()
                        && binding.clientIds().size() <= FieldRules.MAX_ROLE_MAPPINGS
                ? provider.stream()
                        .flatMap(key -> binding.clientIds().stream().sorted().map(client -> key + CLIENT + client))
                        .toList()
                : provider.stream().toList();
    }

    private String shown(BindingSettings binding, ProviderFacts facts) {
        return binding.provider().kind() == Kind.OIDC ? names.openIdConnectArn(facts.key()) : facts.key();
    }

    /** The binding that a key names, with or without a client; empty when the pool has none, or not that client. */
    Optional<BindingSettings> binding(List<BindingSettings> bindings, String key) {
        return bindings.stream().filter(binding -> names(binding, key)).findFirst();
    }

    /** Whether keys that name a binding name it wholly: without a client, or with each of its clients. */
    boolean coverClients(BindingSettings binding, Set<String> keys) {
        List<String> plain = plain(binding);
        return plain.stream().anyMatch(keys::contains)
                || binding.clientIds().stream().allMatch(client -> plain.stream()
                        .anyMatch(provider -> keys.contains(provider + CLIENT + client)));
    }

    private boolean names(BindingSettings binding, String key) {
        return plain(binding).stream()
                .anyMatch(provider -> key.equals(provider)
                        || (binding.provider().kind().isRealm()
                                && key.startsWith(provider + CLIENT)
                                && binding.clientIds().contains(key.substring(provider.length() + 1))));
    }

    private List<String> plain(BindingSettings binding) {
        return names.facts(binding.provider()).stream()
                .flatMap(facts -> binding.provider().kind() == Kind.OIDC
                        ? Stream.concat(
                                facts.keys().stream(), facts.keys().stream().map(names::openIdConnectArn))
                        : facts.keys().stream())
                .toList();
    }
}
