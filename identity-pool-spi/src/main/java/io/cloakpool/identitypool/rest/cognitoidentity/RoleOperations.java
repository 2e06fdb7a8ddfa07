package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.authorize.Administration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolRoles;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The operations that administer the default roles of a pool and the role mappings of its bindings. */
final class RoleOperations {
    /** @param mappings by provider key */
    record SetRolesInput(PoolId id, Map<String, String> roles, Map<String, JsonInput> mappings) {
        static SetRolesInput decode(JsonInput input) {
            PoolId id = Ids.poolId(input);
            input.require("Roles");
            return new SetRolesInput(
                    id,
                    input.stringMap("Roles", FieldRules.MAX_ROLES, FieldRules.ROLE_TYPE, FieldRules.ARN),
                    input.objectMap("RoleMappings", FieldRules.MAX_ROLE_MAPPINGS, FieldRules.LOGIN_NAME));
        }

        /** What policies must allow: the pool, and each role that it is given. */
        Administration subject() {
            Set<String> arns = new HashSet<>(roles.values());
            mappings.values()
                    .forEach(mapping -> RoleMappingShape.decode(mapping, arn -> {
                        arns.add(arn);
                        return arn;
                    }));
            return Administration.of(id).passing(arns);
        }
    }

    private final PoolAdministration pools;
    private final PoolRealm realm;
    private final ProviderKeys keys;

    RoleOperations(PoolAdministration pools, PoolRealm realm, ProviderNames names) {
        this.pools = pools;
        this.realm = realm;
        this.keys = new ProviderKeys(names);
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
        JsonOutput mappings = JsonOutput.object();
        for (BindingSettings binding : pools.describe(id).bindings()) {
            RoleMapping mapping = binding.roleMapping();
            if (mapping != null) {
                keys.of(binding)
                        .forEach(key ->
                                mappings.put(key, RoleMappingShape.of(mapping, name -> RoleArns.of(realm, name))));
            }
        }
        JsonOutput output =
                JsonOutput.object().put("IdentityPoolId", id.toString()).putMap("Roles", byType);
        return roles.mappings().isEmpty() ? output : output.put("RoleMappings", mappings);
    }

    private JsonOutput set(SetRolesInput input, Call call) {
        call.addresses(input.id());
        PoolRoles roles = new PoolRoles(
                input.roles().get(Amr.AUTHENTICATED.value()),
                input.roles().get(Amr.UNAUTHENTICATED.value()),
                mappings(pools.describe(input.id()).bindings(), input.mappings()));
        PoolView pool = pools.setRoles(input.id(), roles);
        call.administrator()
                .changed(
                        Change.UPDATE, PoolOperations.path(input.id()) + "/roles", PoolOperations.representation(pool));
        return JsonOutput.object();
    }

    /** By binding. All clients of a provider share its binding, and so its mapping. */
    private Map<String, RoleMapping> mappings(List<BindingSettings> bindings, Map<String, JsonInput> inputs) {
        Map<String, RoleMapping> mappings = new HashMap<>();
        inputs.forEach((key, input) -> {
            RoleMapping mapping = RoleMappingShape.decode(input, pools::roleNameOf);
            BindingSettings binding = keys.binding(bindings, key)
                    .orElseThrow(
                            () -> invalid("RoleMappings names a provider that the identity pool does not accept."));
            RoleMapping other = mappings.putIfAbsent(binding.name(), mapping);
            if ((other != null && !other.equals(mapping)) || !keys.coverClients(binding, inputs.keySet())) {
                throw invalid("RoleMappings must give all clients of a provider the same mapping, or name the provider"
                        + " without a client.");
            }
        });
        return mappings;
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
