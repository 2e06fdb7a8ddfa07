package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.account.ImportRules;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.FederatedIdentityEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Who came from an old system, as the database counts it. */
@SuppressWarnings("NullAway.Init")
final class LocalUsersTest {
    private static final String REALM = "realm";
    private static final String SHOP = "id-of-the-shop";
    private static final String CLUB = "id-of-the-club";

    private static EntityDatabase database;

    @BeforeAll
    static void create() {
        database = new EntityDatabase(
                "users",
                UserEntity.class,
                UserAttributeEntity.class,
                UserRequiredActionEntity.class,
                CredentialEntity.class,
                FederatedIdentityEntity.class);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.in(entities ->
                entities.createQuery("delete from UserAttributeEntity").executeUpdate()
                        + entities.createQuery("delete from UserEntity").executeUpdate());
    }

    @Test
    void users_count_for_the_sources_that_are_asked_about_and_for_no_other_value() {
        user(REALM, ImportRules.LEGACY_SOURCE, SHOP);
        user(REALM, ImportRules.LEGACY_SOURCE, SHOP);
        user(REALM, ImportRules.LEGACY_SOURCE, CLUB);
        user(REALM, ImportRules.LEGACY_SOURCE, "of a source that was removed");
        user(REALM, ImportRules.LEGACY_SOURCE, "what somebody wrote there");
        user(REALM, ImportRules.LEGACY_ID, SHOP);
        user("other", ImportRules.LEGACY_SOURCE, SHOP);

        assertThat(bySource(Set.of(SHOP, CLUB, "nobody's"))).containsOnly(Map.entry(SHOP, 2L), Map.entry(CLUB, 1L));
        assertThat(bySource(Set.of(CLUB))).containsOnly(Map.entry(CLUB, 1L));
        assertThat(bySource(Set.of())).isEmpty();
    }

    @Test
    void a_user_counts_once_for_a_source_and_for_each_that_it_names() {
        user(REALM, ImportRules.LEGACY_SOURCE, SHOP, SHOP, CLUB);

        assertThat(bySource(Set.of(SHOP, CLUB))).containsOnly(Map.entry(SHOP, 1L), Map.entry(CLUB, 1L));
        assertThat(LocalUsersTest.<Long>users(LocalUsers::fromOldSystems)).isEqualTo(1);
    }

    @Test
    void whoever_keeps_an_id_or_a_source_of_an_old_system_came_from_one() {
        user(REALM, ImportRules.LEGACY_SOURCE, "of a source that was removed");
        user(REALM, ImportRules.LEGACY_ID, "4711");
        user(REALM, "department", SHOP);
        user("other", ImportRules.LEGACY_ID, "4712");

        assertThat(LocalUsersTest.<Long>users(LocalUsers::fromOldSystems)).isEqualTo(2);
    }

    private static Map<String, Long> bySource(Set<String> components) {
        return users(users -> users.bySource(components));
    }

    private static <T> T users(Function<LocalUsers, T> work) {
        RealmModel realm = EntityDatabase.answering(RealmModel.class, REALM);
        return database.in(entities -> work.apply(new LocalUsers(EntityDatabase.session(entities), realm)));
    }

    private static void user(String realm, String attribute, String... values) {
        database.in(entities -> {
            UserEntity user = new UserEntity();
            user.setId(KeycloakModelUtils.generateId());
            user.setUsername(user.getId());
            user.setRealmId(realm);
            entities.persist(user);
            for (String value : values) {
                UserAttributeEntity one = new UserAttributeEntity();
                one.setId(KeycloakModelUtils.generateId());
                one.setUser(user);
                one.setName(attribute);
                one.setValue(value);
                entities.persist(one);
            }
            return user;
        });
    }
}
