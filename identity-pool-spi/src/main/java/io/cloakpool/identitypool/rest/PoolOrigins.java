package io.cloakpool.identitypool.rest;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;

/** Which web origins may talk to a pool: those of the enabled clients that its bindings accept. */
public final class PoolOrigins implements Origins {
    private final KeycloakSession session;
    private final PoolRepository pools;

    public PoolOrigins(KeycloakSession session, PoolRepository pools) {
        this.session = session;
        this.pools = pools;
    }

    @Override
    public OriginRule of(Optional<PoolId> pool, @Nullable String origin) {
        if (origin == null) {
            // Most callers are no browsers; a realm may have many pools.
            return NONE.of(pool, null);
        }
        // Not by id: a pool that cannot be used is an error there, and the answer to that error needs its headers.
        return pool.flatMap(id -> pools.pools().stream()
                        .filter(found -> found.id().equals(id))
                        .findFirst())
                .map(found -> rule(List.of(found)))
                .orElseGet(() -> rule(pools.pools()));
    }

    private OriginRule rule(Collection<IdentityPool> accepted) {
        RealmModel realm = session.getContext().getRealm();
        Set<String> origins = accepted.stream()
                .flatMap(pool -> pool.bindings().stream())
                .flatMap(binding -> binding.clientIds().stream())
                .distinct()
                .map(realm::getClientByClientId)
                .filter(Objects::nonNull)
                .filter(client -> client.isEnabled())
                .flatMap(client -> WebOriginsUtils.resolveValidWebOrigins(session, client).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new OriginRule(origins);
    }
}
