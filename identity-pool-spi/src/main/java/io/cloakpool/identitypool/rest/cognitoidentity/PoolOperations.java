package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.Page;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that administer pools. */
final class PoolOperations {
    record UpdateInput(PoolId id, PoolInput pool) {
        static UpdateInput decode(JsonInput input) {
            return new UpdateInput(Ids.poolId(input), PoolInput.decode(input));
        }
    }

    record ListInput(int max, Optional<String> next) {
        static ListInput decode(JsonInput input) {
            return new ListInput(
                    input.requiredInteger("MaxResults", 1, FieldRules.MAX_RESULTS),
                    input.optionalString("NextToken", FieldRules.NEXT_TOKEN));
        }
    }

    private final PoolAdministration pools;
    private final ProviderNames names;

    PoolOperations(PoolAdministration pools, ProviderNames names) {
        this.pools = pools;
        this.names = names;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>("CreateIdentityPool", Access.MANAGE, Target.NEW_POOL, PoolInput::decode, this::create),
                new Operation<>("DescribeIdentityPool", Access.VIEW, Target.POOL, Ids::poolId, this::describe),
                new Operation<>(
                        "UpdateIdentityPool", Access.MANAGE, Target.POOL_AND_LOGINS, UpdateInput::decode, this::update),
                new Operation<>("DeleteIdentityPool", Access.MANAGE, Target.POOL, Ids::poolId, this::delete),
                new Operation<>("ListIdentityPools", Access.VIEW, ListInput::decode, this::list));
    }

    /** Where a pool stands in admin events. */
    static String path(PoolId id) {
        return "identity-pools/" + id;
    }

    /** What admin events show of a pool. */
    static Map<String, String> representation(PoolView pool) {
        return Map.of("id", pool.id().toString(), "name", pool.settings().name(), "revision", pool.revision());
    }

    private JsonOutput create(PoolInput input, Call call) {
        PoolView pool = pools.create(input.newPool(names));
        call.addresses(pool.id());
        call.administrator().changed(Change.CREATE, path(pool.id()), representation(pool));
        return PoolShape.of(pool, names);
    }

    private JsonOutput describe(PoolId id, Call call) {
        call.addresses(id);
        return PoolShape.of(pools.describe(id), names);
    }

    private JsonOutput update(UpdateInput input, Call call) {
        call.addresses(input.id());
        PoolView pool = pools.update(input.id(), old -> {
            PoolDefinition wanted = input.pool().replacing(old, names);
            boolean renamed = !wanted.settings().name().equals(old.settings().name());
            if (renamed && call.administrator().byPolicy()) {
                // Roles trust pools by name: under another one, this pool could take roles that the policy says
                // nothing about.
                throw new Refused(Reason.ACCESS_DENIED, "A pool's credentials may not rename a pool");
            }
            return wanted;
        });
        call.administrator().changed(Change.UPDATE, path(pool.id()), representation(pool));
        return PoolShape.of(pool, names);
    }

    private JsonOutput delete(PoolId id, Call call) {
        call.addresses(id);
        PoolView pool = pools.describe(id);
        pools.delete(id, null);
        call.administrator().changed(Change.DELETE, path(id), representation(pool));
        return JsonOutput.object();
    }

    private JsonOutput list(ListInput input, Call call) {
        Page<PoolView> page = pools.list(input.max(), input.next().orElse(null));
        return JsonOutput.object()
                .putObjects(
                        "IdentityPools",
                        page.items().stream().map(PoolShape::brief).toList())
                .putIfPresent("NextToken", Optional.ofNullable(page.next()));
    }
}
