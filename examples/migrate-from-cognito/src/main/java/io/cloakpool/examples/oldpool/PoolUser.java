package io.cloakpool.examples.oldpool;

import io.cloakpool.aws.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user, who lives as long as the process does. */
final class PoolUser {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> groups = new ArrayList<>();
    private byte[] password = new byte[0];
    private boolean confirmed;

    PoolUser(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes.put("sub", UUID.randomUUID().toString());
        this.attributes.putAll(attributes);
    }

    String name() {
        return name;
    }

    boolean has(String attribute, String value) {
        return value.equals(attributes.get(attribute));
    }

    /** @param lasting else it has to be changed at the next sign-in */
    void setPassword(String text, boolean lasting) {
        password = text.getBytes(StandardCharsets.UTF_8);
        confirmed = lasting;
    }

    boolean hasPassword(String text) {
        return password.length > 0 && MessageDigest.isEqual(password, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the password is the user's own. */
    boolean isConfirmed() {
        return confirmed;
    }

    void join(String group) {
        if (!groups.contains(group)) {
            groups.add(group);
        }
    }

    List<String> groups() {
        return List.copyOf(groups);
    }

    /** @param list what the operation calls the attributes */
    JsonOutput json(String list) {
        return JsonOutput.object()
                .put("Username", name)
                .putObjects(
                        list,
                        attributes.entrySet().stream()
                                .map(entry -> JsonOutput.object()
                                        .put("Name", entry.getKey())
                                        .put("Value", entry.getValue()))
                                .toList())
                .put("Enabled", true)
                .put("UserStatus", confirmed ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD");
    }
}
