package io.cloakpool.testsuite.userpool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the export of a realm says, so that two of them can be compared. */
public final class RealmContent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANEW = "made anew by each import";

    /**
     * Ids are unique on the whole server, so recipes have none and each import makes them; users get the time of their import, and
     * their passwords a salt.
     */
    private static final Set<String> IDS_AND_TIMES =
            Set.of("id", "_id", "containerId", "internalId", "createdTimestamp", "createdDate", "secretData");

    /** Material of keys, Keycloak's and the pack's: recipes have none, and it is made where it is missing. */
    private static final Set<String> KEYS =
            Set.of("privateKey", "certificate", "secret", "kid", "guestSecret", "createdAt");

    /** Components that have such material. Elsewhere, as with a gateway, a secret is one that the import was given. */
    private static final Set<String> WITH_KEYS = Set.of(
            "org.keycloak.keys.KeyProvider",
            "io.cloakpool.identitypool.keycloak.PoolKeyComponent",
            "io.cloakpool.identitypool.keycloak.IdentityPoolComponent");

    private RealmContent() {}

    /** All of it. Keycloak keeps no order among components, clients, roles, or the values of a set; steps of flows have a priority. */
    public static JsonNode all(JsonNode realm) {
        return sorted(realm);
    }

    /** All of it but what no two imports have in common. */
    public static JsonNode withoutIdsAndKeys(JsonNode realm) {
        JsonNode copy = realm.deepCopy();
        replace(copy, IDS_AND_TIMES);
        WITH_KEYS.forEach(kind ->
                copy.path("components").path(kind).forEach(component -> replace(component.path("config"), KEYS)));
        return sorted(copy);
    }

    /** Steps by flow, with their requirements, in their order. */
    public static Map<String, List<String>> flows(JsonNode realm) {
        Map<String, List<String>> flows = new TreeMap<>();
        for (JsonNode flow : realm.path("authenticationFlows")) {
            List<JsonNode> sorted = new ArrayList<>();
            flow.path("authenticationExecutions").forEach(sorted::add);
            sorted.sort(Comparator.comparingInt(step -> step.path("priority").asInt()));
            List<String> steps = new ArrayList<>();
            for (JsonNode step : sorted) {
                String what = step.path("authenticatorFlow").asBoolean() ? "flowAlias" : "authenticator";
                steps.add(step.path(what).asText() + " "
                        + step.path("requirement").asText());
            }
            flows.put(flow.path("alias").asText(), steps);
        }
        return flows;
    }

    /** That there is a value is compared. */
    private static void replace(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            names.stream().filter(object::has).forEach(name -> object.put(name, ANEW));
        }
        node.forEach(child -> replace(child, names));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.valueStream()
                    .map(RealmContent::sorted)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(copy::add);
            return copy;
        }
        return node;
    }
}
