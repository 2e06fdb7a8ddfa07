package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import java.util.function.Consumer;

/** Changes a pool by the admin REST door, in what the AWS API cannot say. */
record PoolEditor(Doors doors, People people, String pool) {
    /** Has the demo role trust a pool of this name. */
    void trustDemoUser(String name) {
        String path = "/identity-pools/roles/" + Doors.ROLE;
        ObjectNode role =
                doors.admin("GET", path, "", people.administrator()).json().deepCopy();
        role.withArray("trustedPools").add(name);
        assertThat(doors.admin("PUT", path, role, people.administrator()).status())
                .isEqualTo(200);
    }

    void change(Consumer<ObjectNode> change) {
        Http.Answer changed = tryTo(change);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    /** The answer to a change that may be refused. */
    Http.Answer tryTo(Consumer<ObjectNode> change) {
        String path = "/identity-pools/" + pool;
        ObjectNode settings =
                doors.admin("GET", path, "", people.administrator()).json().deepCopy();
        change.accept(settings);
        return doors.admin("PUT", path, settings, people.administrator());
    }

    static ObjectNode binding(ObjectNode settings, String name) {
        for (JsonNode binding : settings.path("bindings")) {
            if (binding.path("name").asText().equals(name)) {
                return (ObjectNode) binding;
            }
        }
        throw new AssertionError("no binding " + name + " in " + settings);
    }
}
