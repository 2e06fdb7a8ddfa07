package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.exchange.LoginKeys;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.fakes.LogLines;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.IdentityId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoredIdentityOperationsTest {
    @RegisterExtension
    final LogLines lines = LogLines.of(StoredIdentityOperations.class);

    private final World world = new World(TestData.settings());
    private final PoolAdministration pools = new PoolAdministration(
            world.pools, world.pools, world.identities, world.claimTrust, world.names(), world.clock);
    private final RecordingAdministrator administrator = new RecordingAdministrator();

    @Test
    void deletion_that_fails_half_way_tells_what_is_left_and_records_what_is_gone() throws IOException {
        String first = identity("alice");
        String second = identity("bob");
        String unknown = IdentityId.parse(first.substring(0, first.length() - 1) + (first.endsWith("0") ? "1" : "0"))
                .orElseThrow()
                .toString();
        world.identities.failing = IdentityId.parse(first).orElseThrow();

        JsonNode answer = delete(first, unknown, "us-east-1:00", second);

        assertThat(answer.path("UnprocessedIdentityIds"))
                .extracting(one -> one.path("IdentityId").asText() + " "
                        + one.path("ErrorCode").asText())
                .containsExactly(
                        first + " InternalServerError", unknown + " AccessDenied", "us-east-1:00 AccessDenied");
        assertThat(administrator.changes).containsExactly("DELETE identities/" + second);
        assertThat(lines.all()).hasSize(1);
    }

    private String identity(String user) {
        return world.exchange().getId(TestData.POOL_ID, world.logins(user)).id().toString();
    }

    private JsonNode delete(String... ids) throws IOException {
        String list = Stream.of(ids).map(id -> '"' + id + '"').collect(Collectors.joining(","));
        byte[] answer = new StoredIdentityOperations(pools, new LoginKeys(world.names()))
                .all().stream()
                        .filter(operation -> operation.name().equals("DeleteIdentities"))
                        .findFirst()
                        .orElseThrow()
                        .run(
                                JsonInput.parse(
                                        ("{\"IdentityIdsToDelete\":[" + list + "]}").getBytes(StandardCharsets.UTF_8)),
                                new Call(null, Optional.of(administrator)))
                        .toBytes();
        return new JsonMapper().readTree(answer);
    }
}
