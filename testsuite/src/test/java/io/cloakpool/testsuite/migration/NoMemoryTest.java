package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;

/** Sign-ins with imported hashes while the server has no memory to compare one. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class NoMemoryTest {
    /** RFC 7914, section 12. */
    private static final String RIGHT = "password";

    private static final String HASH =
            "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.migration")
    RunOnServerClient server;

    /** A realm that its users came to by a file. */
    private record Imported(ManagedRealm realm, String id) implements Federated {}

    @ParameterizedTest
    @EnumSource
    void it_is_an_outage_and_nobodys_failure(Door door) {
        Issued.add(Administrators.PASSWORD);
        realm.updateWithCleanup(r -> r.bruteForceProtected(true));
        String name = "person-" + UUID.randomUUID();
        JsonNode job = new Administrators(realm)
                .imports()
                .run(
                        Imports.NDJSON,
                        "{\"username\":\"" + name + "\",\"firstName\":\"F\",\"lastName\":\"L\",\"email\":\"" + name
                                + "@example.com\",\"passwordHash\":\"" + HASH + "\"}",
                        false);
        assertThat(job.path("imported").asInt()).as(job.toString()).isEqualTo(1);
        Imported source = new Imported(realm, "none");
        realm.admin().clearEvents();

        server.run(MemoryOnServer.take());
        Door.Answer answer;
        try {
            answer = door.enter(source, name, RIGHT);
        } finally {
            server.run(MemoryOnServer.giveBack());
        }

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(source.errors("LOGIN_ERROR")).doesNotContain("invalid_user_credentials");
        assertThat(realm.admin()
                        .attackDetection()
                        .bruteForceUserStatus(
                                source.row(name).toRepresentation().getId()))
                .containsEntry("numFailures", 0);
        assertThat(door.enter(source, name, RIGHT).in()).isTrue();
    }
}
