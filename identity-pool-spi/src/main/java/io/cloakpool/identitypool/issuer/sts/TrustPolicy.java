package io.cloakpool.identitypool.issuer.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import java.util.Collection;
import java.util.List;

/**
 * The trust policy that a role of a security token service must have. It always names the pool ({@code aud}) and the kind of
 * identity ({@code amr}), asks for a {@code sub}, and holds no wildcard: a role that leaves one out can be taken through any pool of the issuer.
 */
public final class TrustPolicy {
    private static final JsonMapper JSON = new JsonMapper();

    private TrustPolicy() {}

    /**
     * Writes it as compact JSON.
     *
     * @param identities who alone may take the role; empty for all identities of the pool
     */
    public static String json(
            PoolRealm realm, IdentityPool pool, PoolRole role, RemoteRole remote, Collection<IdentityId> identities) {
        String provider = realm.poolIssuerWithoutScheme();
        ObjectNode policy = JSON.createObjectNode();
        policy.put("Version", "2012-10-17");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Effect", "Allow");
        statement.putObject("Principal").put("Federated", providerArn(remote.roleArn(), provider));
        ArrayNode actions = statement.putArray("Action").add("sts:AssumeRoleWithWebIdentity");
        if (remote.sendTags()) {
            actions.add("sts:TagSession");
        }
        ObjectNode condition = statement.putObject("Condition");
        ObjectNode equal = condition.putObject("StringEquals");
        equal.put(provider + ":aud", pool.id().toString());
        put(
                condition.putObject("ForAnyValue:StringLike"),
                provider + ":amr",
                role.trustedAmr().stream().map(Amr::value).sorted().toList());
        if (identities.isEmpty()) {
            // Not "Null": Ceph RGW 16 refuses every token then.
            condition.putObject("StringNotEquals").put(provider + ":sub", "");
        } else {
            put(
                    equal,
                    provider + ":sub",
                    identities.stream().map(IdentityId::toString).sorted().toList());
        }
        return print(policy);
    }

    /** {@code arn:{partition}:iam::{account}:oidc-provider/{issuer without scheme}}, of the account that has the role. */
    private static String providerArn(String roleArn, String provider) {
        String[] parts = roleArn.split(":", 6);
        return "arn:" + parts[1] + ":iam::" + parts[4] + ":oidc-provider/" + provider;
    }

    private static void put(ObjectNode node, String key, List<String> values) {
        if (values.size() == 1) {
            node.put(key, values.get(0));
        } else {
            ArrayNode list = node.putArray(key);
            values.forEach(list::add);
        }
    }

    private static String print(ObjectNode policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is JSON", e);
        }
    }
}
