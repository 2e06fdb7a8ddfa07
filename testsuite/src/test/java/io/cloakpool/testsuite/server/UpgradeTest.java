package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the first shape of the tables, in a database that a newer version of the pack starts on. */
class UpgradeTest {
    private static final String CHANGE = "0.1.0-identities-by-pool";
    /** Keycloak takes ten characters of the provider's id. */
    private static final String CHANGES = "DATABASECHANGELOG_CLOAKPOOL_";

    private static final String COUNT_CHANGE = "select count(*) from " + CHANGES + " where ID = '" + CHANGE + "'";

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void identities_of_the_first_shape_know_their_pool_and_go_with_it(Database.Kind kind, @TempDir Path folder)
            throws Exception {
        try (Database database = Database.start(kind, folder)) {
            KeycloakHome home = Homes.of(kind);
            Installation installation =
                    Installation.of("upgrade-" + kind.name().toLowerCase(Locale.ROOT), home, database);
            String identity;
            String poolId;
            People people = new People(installation.realm());
            People.Person person;
            try (KeycloakServer server = installation.start()) {
                person = people.newPerson();
                identity = installation.client().identity(people.signIn(person).id());
                poolId = installation.client().poolId();
                assertThat(server.isAlive()).isTrue();
            }
            Rows.run(home, database, firstShape(kind));

            try (KeycloakServer server = installation.start()) {
                assertThat(Rows.text(home, database, COUNT_CHANGE)).isEqualTo("1");
                assertThat(Rows.text(home, database, "select POOL_UUID from CLOAKPOOL_IDENTITY"))
                        .isEqualTo(poolId.substring(poolId.indexOf(':') + 1));
                assertThat(installation.client().identity(people.signIn(person).id()))
                        .isEqualTo(identity);

                People.expect(Http.json(
                        "DELETE",
                        URI.create(installation.realm().admin() + "/identity-pools/" + poolId),
                        List.of(),
                        installation.realm().bearer()));

                assertThat(Rows.count(home, database, "CLOAKPOOL_IDENTITY")).isZero();
                assertThat(Rows.count(home, database, "CLOAKPOOL_LOGIN")).isZero();
                assertThat(server.isAlive()).isTrue();
            }
        }
    }

    /** As the first change left it. */
    private static List<String> firstShape(Database.Kind kind) {
        return List.of(
                "drop index CLOAKPOOL_IDENTITY_SCOPE" + (kind == Database.Kind.MARIADB ? " on CLOAKPOOL_IDENTITY" : ""),
                "alter table CLOAKPOOL_IDENTITY drop column POOL_UUID",
                "delete from " + CHANGES + " where ID = '" + CHANGE + "'");
    }
}
