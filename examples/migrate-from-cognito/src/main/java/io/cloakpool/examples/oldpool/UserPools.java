package io.cloakpool.examples.oldpool;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The operations of Cognito user pools that a migration makes, and those that fill a pool. One at a time. */
final class UserPools {
    /** Whoever signs in has no credentials of AWS. */
    private static final Set<String> OPEN = Set.of("InitiateAuth", "RevokeToken");

    private static final StringRule TEXT = StringRule.length(1, 2048);
    private static final int ID_LENGTH = 9;

    private final String region;
    private final Map<String, UserPool> pools = new HashMap<>();

    UserPools(String region) {
        this.region = region;
    }

    /** Whether anybody may call an operation, unsigned. */
    static boolean isOpen(String operation) {
        return OPEN.contains(operation);
    }

    /**
     * Carries an operation out.
     *
     * @throws Refused as Cognito would
     */
    synchronized JsonOutput call(String operation, JsonInput input) {
        return switch (operation) {
            case "CreateUserPool" -> create();
            case "DescribeUserPool" -> pool(input).describe();
            case "CreateUserPoolClient" -> pool(input).createClient();
            case "CreateGroup" -> pool(input).createGroup(input);
            case "AdminCreateUser" -> pool(input).createUser(input);
            case "AdminSetUserPassword" -> pool(input).setPassword(input);
            case "AdminAddUserToGroup" -> pool(input).addToGroup(input);
            case "AdminGetUser" -> pool(input).getUser(input);
            case "AdminListGroupsForUser" -> pool(input).groupsOf(input);
            case "ListUsers" -> pool(input).list(input);
            case "InitiateAuth" -> ofClient(input).signIn(input);
            // Its tokens open nothing, so there is nothing to revoke.
            case "RevokeToken" -> JsonOutput.object();
            default -> throw new Refused("UnknownOperationException", "The stand-in does not know " + operation + ".");
        };
    }

    private JsonOutput create() {
        String id = region + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        pools.put(id, new UserPool(id));
        return JsonOutput.object().put("UserPool", JsonOutput.object().put("Id", id));
    }

    private UserPool pool(JsonInput input) {
        UserPool pool = pools.get(input.requiredString("UserPoolId", TEXT));
        if (pool == null) {
            throw new Refused("ResourceNotFoundException", "User pool does not exist.");
        }
        return pool;
    }

    private UserPool ofClient(JsonInput input) {
        String client = input.requiredString("ClientId", TEXT);
        return pools.values().stream()
                .filter(pool -> pool.hasClient(client))
                .findFirst()
                .orElseThrow(() -> new Refused("ResourceNotFoundException", "User pool client does not exist."));
    }
}
