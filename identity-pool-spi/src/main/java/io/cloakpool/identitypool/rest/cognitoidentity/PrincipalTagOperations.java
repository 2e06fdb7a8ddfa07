package io.cloakpool.identitypool.rest.cognitoidentity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.MappingSyntaxException;
import io.cloakpool.identitypool.pool.MappingText;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations that administer which claims become session tags. */
final class PrincipalTagOperations {
    record GetInput(PoolId id, String provider) {
        static GetInput decode(JsonInput input) {
            return new GetInput(Ids.poolId(input), input.requiredString("IdentityProviderName", FieldRules.LOGIN_NAME));
        }
    }

    record SetInput(GetInput target, @Nullable TagMapping mapping) {
        static SetInput decode(JsonInput input) {
            return new SetInput(
                    GetInput.decode(input),
                    mapping(
                            input.optionalBoolean("UseDefaults").orElse(false),
                            input.stringMap(
                                    "PrincipalTags",
                                    FieldRules.MAX_TAGS,
                                    FieldRules.TAG_KEY,
                                    FieldRules.PRINCIPAL_TAG_CLAIM)));
        }

        /** The defaults may be repeated: a client may send back what it read. */
        private static @Nullable TagMapping mapping(boolean useDefaults, Map<String, String> tags) {
            if (useDefaults && (tags.isEmpty() || TagMapping.isDefaults(tags))) {
                return new TagMapping(true, Map.of());
            }
            if (useDefaults) {
                throw new Refused(Reason.INVALID_PARAMETER, "PrincipalTags must be empty when UseDefaults is true.");
            }
            return tags.isEmpty() ? null : parsed(tags);
        }

        /** Through the parser of the configuration, which knows what STS takes for a tag. */
        private static TagMapping parsed(Map<String, String> tags) {
            ObjectNode members = JsonNodeFactory.instance.objectNode();
            tags.forEach(members::put);
            JsonNode json = JsonNodeFactory.instance.objectNode().set("tags", members);
            try {
                return MappingText.tagMapping(json);
            } catch (MappingSyntaxException e) {
                throw new Refused(Reason.INVALID_PARAMETER, "PrincipalTags: " + e.getMessage(), e);
            }
        }
    }

    private final PoolAdministration pools;
    private final ProviderKeys keys;

    PrincipalTagOperations(PoolAdministration pools, ProviderNames names) {
        this.pools = pools;
        this.keys = new ProviderKeys(names);
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>("GetPrincipalTagAttributeMap", Access.VIEW, Target.POOL, GetInput::decode, this::get),
                new Operation<>(
                        "SetPrincipalTagAttributeMap", Access.MANAGE, Target.POOL, SetInput::decode, this::set));
    }

    private JsonOutput get(GetInput input, Call call) {
        call.addresses(input.id());
        BindingSettings binding = binding(input);
        return output(input, binding, binding.tagMapping());
    }

    private JsonOutput set(SetInput input, Call call) {
        GetInput target = input.target();
        call.addresses(target.id());
        BindingSettings binding = binding(target);
        PoolView pool = pools.setTags(target.id(), binding.name(), input.mapping());
        call.administrator()
                .changed(
                        Change.UPDATE,
                        PoolOperations.path(target.id()) + "/principal-tags",
                        PoolOperations.representation(pool));
        return output(target, binding, input.mapping());
    }

    private BindingSettings binding(GetInput input) {
        return keys.binding(pools.describe(input.id()).bindings(), input.provider())
                .orElseThrow(() -> new Refused(
                        Reason.RESOURCE_NOT_FOUND,
                        "Identity provider '" + input.provider() + "' not found in identity pool '" + input.id()
                                + "'."));
    }

    private static JsonOutput output(GetInput input, BindingSettings binding, @Nullable TagMapping mapping) {
        Kind kind = binding.provider().kind();
        return JsonOutput.object()
                .put("IdentityPoolId", input.id().toString())
                .put("IdentityProviderName", input.provider())
                .put("UseDefaults", mapping != null && mapping.useDefaults())
                .putMap("PrincipalTags", mapping == null ? Map.of() : new TreeMap<>(mapping.effective(kind)));
    }
}
