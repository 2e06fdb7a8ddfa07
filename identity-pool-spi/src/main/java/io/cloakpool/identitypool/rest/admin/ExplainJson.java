package io.cloakpool.identitypool.rest.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.exchange.ClaimSet;
import io.cloakpool.identitypool.exchange.RoleExplanation;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained: a token or claims, one of both.
 *
 * @param token as it would stand in a {@code Logins} map
 * @param provider its key there; absent for the realm itself
 * @param claims what a token might say
 * @param binding of the claims: name of the binding that would accept them; absent where the pool has only one
 * @param client of the claims: the client of the token; absent for any that the binding names
 * @param roleArn a role that is asked for; absent for what the login gets without asking
 */
record ExplainJson(
        @Nullable String token,
        @Nullable String provider,
        @Nullable Map<String, JsonNode> claims,
        @Nullable String binding,
        @Nullable String client,
        @Nullable String roleArn) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Object> ANY = new TypeReference<>() {};

    RoleExplanation ask(Engine engine, PoolId pool) {
        if (token != null && claims == null && binding == null && client == null) {
            String key = provider == null ? engine.pools().realm().userPoolLoginKey() : provider;
            return engine.explainer().explain(pool, Map.of(key, token), roleArn);
        }
        if (claims != null && token == null && provider == null) {
            return engine.explainer().explain(pool, new ClaimSet(binding, client, values(claims)), roleArn);
        }
        throw Fields.invalid("Either token (with provider) or claims (with binding and client) is needed");
    }

    private static Map<String, Object> values(Map<String, JsonNode> claims) {
        Map<String, Object> values = new HashMap<>();
        claims.forEach((name, value) -> {
            if (!value.isNull()) {
                values.put(name, JSON.convertValue(value, ANY));
            }
        });
        return values;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ExplainJson[]";
    }
}
