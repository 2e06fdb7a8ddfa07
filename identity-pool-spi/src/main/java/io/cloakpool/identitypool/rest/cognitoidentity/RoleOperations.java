package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.authorize.Administration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolRoles;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operations that administer the default roles of a pool. */
final class RoleOperations {
    record SetRolesInput(PoolId id, PoolRoles roles) {
        static SetRolesInput decode(JsonInput input) {
            PoolId id = Ids.poolId(input);
            input.require("Roles");
            input.refuse("RoleMappings");
            Map<String, String> roles =
                    input.stringMap("Roles", FieldRules.MAX_ROLES, FieldRules.ROLE_TYPE, FieldRules.ARN);
            return new SetRolesInput(
                    id, new PoolRoles(roles.get(Amr.AUTHENTICATED.value()), roles.get(Amr.UNAUTHENTICATED.value())));
        }

        /** What policies must allow: the pool, and each role that it is given. */
        Administration subject() {
            return Administration.of(id)
                    .passing(Stream.of(roles.authenticated(), roles.unauthenticated())
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
        }
    }

    private final PoolAdministration pools;

    RoleOperations(PoolAdministration pools) {
        this.pools = pools;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>("GetIdentityPoolRoles", Access.VIEW, Target.POOL, Ids::poolId, this::get),
                new Operation<>(
                        "SetIdentityPoolRoles",
                        Access.MANAGE,
                        Target.POOL_AND_ROLES,
                        SetRolesInput::decode,
                        this::set));
    }

    private JsonOutput get(PoolId id, Call call) {
        call.addresses(id);
        PoolRoles roles = pools.roles(id);
        Map<String, String> byType = new TreeMap<>();
        Optional.ofNullable(roles.authenticated()).ifPresent(arn -> byType.put(Amr.AUTHENTICATED.value(), arn));
        Optional.ofNullable(roles.unauthenticated()).ifPresent(arn -> byType.put(Amr.UNAUTHENTICATED.value(), arn));
        return JsonOutput.object().put("IdentityPoolId", id.toString()).putMap("Roles", byType);
    }

    private JsonOutput set(SetRolesInput input, Call call) {
        call.addresses(input.id());
        PoolView pool = pools.setRoles(input.id(), input.roles());
        call.administrator()
                .changed(
                        Change.UPDATE, PoolOperations.path(input.id()) + "/roles", PoolOperations.representation(pool));
        return JsonOutput.object();
    }
}
