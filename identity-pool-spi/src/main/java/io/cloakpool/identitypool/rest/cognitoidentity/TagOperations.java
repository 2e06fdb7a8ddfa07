package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The operations on the tags of a pool. */
final class TagOperations {
    record TagInput(PoolId pool, Map<String, String> tags) {
        static TagInput decode(JsonInput input, PoolRealm realm) {
            input.require("Tags");
            return new TagInput(
                    Ids.resource(input, realm),
                    input.stringMap("Tags", FieldRules.MAX_TAGS, FieldRules.TAG_KEY, FieldRules.TAG_VALUE));
        }
    }

    record UntagInput(PoolId pool, List<String> keys) {
        static UntagInput decode(JsonInput input, PoolRealm realm) {
            input.require("TagKeys");
            return new UntagInput(
                    Ids.resource(input, realm),
                    input.stringList("TagKeys", 0, FieldRules.MAX_TAGS, FieldRules.TAG_KEY));
        }
    }

    private final PoolAdministration pools;
    private final PoolRealm realm;

    TagOperations(PoolAdministration pools, PoolRealm realm) {
        this.pools = pools;
        this.realm = realm;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>(
                        "ListTagsForResource",
                        Access.VIEW,
                        Target.RESOURCE_ARN,
                        input -> Ids.resource(input, realm),
                        this::list),
                new Operation<>(
                        "TagResource",
                        Access.MANAGE,
                        Target.RESOURCE_ARN,
                        input -> TagInput.decode(input, realm),
                        this::tag),
                new Operation<>(
                        "UntagResource",
                        Access.MANAGE,
                        Target.RESOURCE_ARN,
                        input -> UntagInput.decode(input, realm),
                        this::untag));
    }

    private JsonOutput list(PoolId pool, Call call) {
        call.addresses(pool);
        return JsonOutput.object()
                .putMap("Tags", new TreeMap<>(pools.describe(pool).settings().tags()));
    }

    private JsonOutput tag(TagInput input, Call call) {
        return retag(input.pool(), call, tags -> {
            tags.putAll(input.tags());
            return tags;
        });
    }

    private JsonOutput untag(UntagInput input, Call call) {
        return retag(input.pool(), call, tags -> {
            input.keys().forEach(tags::remove);
            return tags;
        });
    }

    private JsonOutput retag(PoolId pool, Call call, UnaryOperator<Map<String, String>> change) {
        call.addresses(pool);
        PoolView changed = pools.retag(pool, change);
        call.administrator()
                .changed(Change.UPDATE, PoolOperations.path(pool) + "/tags", PoolOperations.representation(changed));
        return JsonOutput.object();
    }
}
