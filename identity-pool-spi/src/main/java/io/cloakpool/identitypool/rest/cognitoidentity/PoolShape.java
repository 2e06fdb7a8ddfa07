package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A pool as the structure {@code IdentityPool} of the API. */
final class PoolShape {
    private PoolShape() {}

    static JsonOutput of(PoolView pool, PoolRealm realm) {
        PoolSettings settings = pool.settings();
        List<JsonOutput> providers = pool.bindings().stream()
                .flatMap(binding -> providers(binding, realm).stream())
                .toList();
        return JsonOutput.object()
                .put("IdentityPoolId", pool.id().toString())
                .put("IdentityPoolName", settings.name())
                .put("AllowUnauthenticatedIdentities", settings.allowGuests())
                .put("AllowClassicFlow", settings.allowClassicFlow())
                .putIfPresent("DeveloperProviderName", Optional.ofNullable(settings.developerProviderName()))
                .putObjects("CognitoIdentityProviders", providers)
                .putMap("IdentityPoolTags", new TreeMap<>(settings.tags()));
    }

    static JsonOutput brief(PoolView pool) {
        return JsonOutput.object()
                .put("IdentityPoolId", pool.id().toString())
                .put("IdentityPoolName", pool.settings().name());
    }

    private static List<JsonOutput> providers(BindingSettings binding, PoolRealm realm) {
        String name =
                switch (binding.provider()) {
                    case REALM -> realm.userPoolLoginKey();
                };
        return binding.clientIds().stream()
                .sorted()
                .map(clientId -> JsonOutput.object()
                        .put("ProviderName", name)
                        .put("ClientId", clientId)
                        .put("ServerSideTokenCheck", binding.serverSideCheck()))
                .toList();
    }
}
