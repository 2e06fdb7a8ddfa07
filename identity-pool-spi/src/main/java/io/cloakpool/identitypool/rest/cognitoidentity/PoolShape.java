package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.Optional;
import java.util.TreeMap;

/** A pool as the structure {@code IdentityPool} of the API. */
final class PoolShape {
    private PoolShape() {}

    static JsonOutput of(PoolView pool, ProviderNames names) {
        PoolSettings settings = pool.settings();
        JsonOutput output = JsonOutput.object()
                .put("IdentityPoolId", pool.id().toString())
                .put("IdentityPoolName", settings.name())
                .put("AllowUnauthenticatedIdentities", settings.allowGuests())
                .put("AllowClassicFlow", settings.allowClassicFlow())
                .putIfPresent("DeveloperProviderName", Optional.ofNullable(settings.developerProviderName()));
        PoolProviders.put(output, pool.bindings(), names);
        return output.putMap("IdentityPoolTags", new TreeMap<>(settings.tags()));
    }

    static JsonOutput brief(PoolView pool) {
        return JsonOutput.object()
                .put("IdentityPoolId", pool.id().toString())
                .put("IdentityPoolName", pool.settings().name());
    }
}
