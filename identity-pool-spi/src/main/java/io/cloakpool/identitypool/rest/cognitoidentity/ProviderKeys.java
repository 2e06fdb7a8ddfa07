package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the identity-pool API names the bindings of a pool where it maps roles and tags: the {@code Logins} key of the provider,
 * for a user pool with a colon and a client id behind it.
 */
final class ProviderKeys {
    private static final char CLIENT = ':';

    private final PoolRealm realm;

    ProviderKeys(PoolRealm realm) {
        this.realm = realm;
    }

    /**
     * The keys under which a role mapping is shown: one a client, as Cognito has it; the plain one where a map may not hold so
     * many.
     */
    List<String> of(BindingSettings binding) {
        String provider =
                switch (binding.provider()) {
                    case REALM -> realm.userPoolLoginKey();
                };
        return binding.clientIds().isEmpty() || binding.clientIds().size() > FieldRules.MAX_ROLE_MAPPINGS
                ? List.of(provider)
                : binding.clientIds().stream()
                        .sorted()
                        .map(client -> provider + CLIENT + client)
                        .toList();
    }

    /** The binding that a key names, with or without a client; empty when the pool has none, or not that client. */
    Optional<BindingSettings> binding(List<BindingSettings> bindings, String key) {
        return bindings.stream().filter(binding -> names(binding, key)).findFirst();
    }

    /** Whether keys that name a binding name it wholly: without a client, or with each of its clients. */
    boolean coverClients(BindingSettings binding, Set<String> keys) {
        return plain(binding).stream().anyMatch(keys::contains)
                || binding.clientIds().stream().allMatch(client -> plain(binding).stream()
                        .anyMatch(provider -> keys.contains(provider + CLIENT + client)));
    }

    private boolean names(BindingSettings binding, String key) {
        return plain(binding).stream()
                .anyMatch(provider -> key.equals(provider)
                        || (key.startsWith(provider + CLIENT)
                                && binding.clientIds().contains(key.substring(provider.length() + 1))));
    }

    private Set<String> plain(BindingSettings binding) {
        return binding.provider() == LoginBinding.Provider.REALM
                ? Set.of(realm.userPoolLoginKey(), realm.issuerLoginKey())
                : Set.of();
    }
}
