package io.cloakpool.examples.oldpool;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user pool: its clients, groups and users, and the operations on them. Inputs and outputs are those of the API reference. */
final class UserPool {
    private static final StringRule TEXT = StringRule.length(1, 2048);
    private static final int PAGE = 60;
    private static final int MOST_ATTRIBUTES = 50;
    /** The comparison that searches of a migration need. */
    private static final Pattern EQUALS = Pattern.compile("\\s*([a-z_:]+)\\s*=\\s*\"([^\"]*)\"\\s*");

    private final String id;
    private final Set<String> clients = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final SortedMap<String, PoolUser> users = new TreeMap<>();

    UserPool(String id) {
        this.id = id;
    }

    JsonOutput describe() {
        return JsonOutput.object()
                .put("UserPool", JsonOutput.object().put("Id", id).put("EstimatedNumberOfUsers", users.size()));
    }

    boolean hasClient(String client) {
        return clients.contains(client);
    }

    JsonOutput createClient() {
        String client = UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        clients.add(client);
        return JsonOutput.object()
                .put(
                        "UserPoolClient",
                        JsonOutput.object().put("ClientId", client).put("UserPoolId", id));
    }

    JsonOutput createGroup(JsonInput input) {
        String name = input.requiredString("GroupName", TEXT);
        groups.add(name);
        return JsonOutput.object().put("Group", JsonOutput.object().put("GroupName", name));
    }

    JsonOutput createUser(JsonInput input) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonInput attribute : input.objectList("UserAttributes", 0, MOST_ATTRIBUTES)) {
            attributes.put(attribute.requiredString("Name", TEXT), attribute.requiredString("Value", TEXT));
        }
        PoolUser user = new PoolUser(input.requiredString("Username", TEXT), attributes);
        if (users.putIfAbsent(user.name(), user) != null) {
            throw new Refused("UsernameExistsException", "User account already exists");
        }
        return JsonOutput.object().put("User", user.json("Attributes"));
    }

    JsonOutput setPassword(JsonInput input) {
        user(input)
                .setPassword(
                        input.requiredString("Password", TEXT),
                        input.optionalBoolean("Permanent").orElse(false));
        return JsonOutput.object();
    }

    JsonOutput addToGroup(JsonInput input) {
        String group = input.requiredString("GroupName", TEXT);
        if (!groups.contains(group)) {
            throw new Refused("ResourceNotFoundException", "Group not found.");
        }
        user(input).join(group);
        return JsonOutput.object();
    }

    JsonOutput getUser(JsonInput input) {
        return user(input).json("UserAttributes");
    }

    JsonOutput groupsOf(JsonInput input) {
        List<JsonOutput> names = user(input).groups().stream()
                .map(group -> JsonOutput.object().put("GroupName", group))
                .toList();
        return JsonOutput.object().putObjects("Groups", names);
    }

    /** A page in the order of names; the mark of the next one is the last name of this one. */
    JsonOutput list(JsonInput input) {
        int limit = input.optionalInteger("Limit", 1, PAGE).orElse(PAGE);
        Optional<String> mark = input.optionalString("PaginationToken", TEXT);
        Optional<String> filter = input.optionalString("Filter", StringRule.length(0, 256));
        List<PoolUser> found = new ArrayList<>();
        for (PoolUser user : users.values()) {
            boolean behind = mark.isEmpty() || user.name().compareTo(mark.get()) > 0;
            if (behind && (filter.isEmpty() || fits(user, filter.get()))) {
                found.add(user);
            }
        }
        List<PoolUser> page = found.subList(0, Math.min(limit, found.size()));
        JsonOutput output = JsonOutput.object()
                .putObjects(
                        "Users",
                        page.stream().map(user -> user.json("Attributes")).toList());
        return page.size() < found.size()
                ? output.put("PaginationToken", page.get(page.size() - 1).name())
                : output;
    }

    private static boolean fits(PoolUser user, String filter) {
        Matcher comparison = EQUALS.matcher(filter);
        if (!comparison.matches()) {
            throw new Refused(
                    "InvalidParameterException", "The stand-in knows filters of the form name = \"value\" only.");
        }
        return user.has(comparison.group(1), comparison.group(2));
    }

    /** A password: tokens, which open nothing here, or the demand for a new password. */
    JsonOutput signIn(JsonInput input) {
        if (!input.requiredString("AuthFlow", TEXT).equals("USER_PASSWORD_AUTH")) {
            throw new Refused("InvalidParameterException", "The stand-in knows the flow USER_PASSWORD_AUTH only.");
        }
        Map<String, String> parameters = input.stringMap("AuthParameters", MOST_ATTRIBUTES, TEXT, TEXT);
        PoolUser user = users.get(parameters.getOrDefault("USERNAME", ""));
        if (user == null || !user.hasPassword(parameters.getOrDefault("PASSWORD", ""))) {
            throw Refused.notAuthorized();
        }
        if (!user.isConfirmed()) {
            return JsonOutput.object()
                    .put("ChallengeName", "NEW_PASSWORD_REQUIRED")
                    .put("Session", UUID.randomUUID().toString());
        }
        return JsonOutput.object()
                .put(
                        "AuthenticationResult",
                        JsonOutput.object()
                                .put("AccessToken", UUID.randomUUID().toString())
                                .put("RefreshToken", UUID.randomUUID().toString()));
    }

    private PoolUser user(JsonInput input) {
        PoolUser user = users.get(input.requiredString("Username", TEXT));
        if (user == null) {
            throw Refused.noSuchUser();
        }
        return user;
    }
}
