package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.identity.SweepDirectory.Presence;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.storage.user.UserLookupProvider;

/** What is taken for gone, and what is not. */
final class CommittedDirectoryTest {
    private static final String USER = "f:storage-id:alice";
    private static final String POOL = "00000000-0000-4000-8000-000000000001";

    /** A storage that finds users. */
    private interface Storage extends UserStorageProvider, UserLookupProvider {}

    private final FakeServer server = new FakeServer();
    private final Map<String, ComponentModel> components = new HashMap<>();
    private final CommittedDirectory directory = new CommittedDirectory(
            server.session().getKeycloakSessionFactory(), new Patience(IdentitySweepTask.PATIENCE));
    private boolean realmExists = true;

    @BeforeEach
    void realm() {
        RealmModel realm = Stub.of(
                RealmModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getComponent", arguments -> components.get(arguments.get(0))));
        server.provide(
                RealmProvider.class,
                Stub.of(
                        RealmProvider.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of(
                                "getRealm", arguments -> realmExists ? realm : null)));
    }

    @Test
    void realms_and_pools_are_those_of_the_database() {
        components.put(POOL, new ComponentModel());

        assertThat(directory.hasRealm(Components.REALM)).isTrue();
        assertThat(directory.hasPool(Components.REALM, POOL)).isTrue();
        assertThat(directory.hasPool(Components.REALM, "another")).isFalse();
        realmExists = false;
        assertThat(directory.hasRealm(Components.REALM)).isFalse();
    }

    @Test
    void of_a_realm_that_goes_meanwhile_nothing_is_said() {
        realmExists = false;

        assertThatThrownBy(() -> directory.hasPool(Components.REALM, POOL)).hasMessage("the realm is gone by now");
        assertThatThrownBy(() -> directory.stored(Components.REALM, USER)).hasMessage("the realm is gone by now");
    }

    @Test
    void user_is_as_its_storage_says() {
        component("true");
        storage(arguments -> Stub.of(UserModel.class, Map.of()));
        assertThat(presence()).isEqualTo(Presence.EXISTS);

        storage(arguments -> null);
        assertThat(presence()).isEqualTo(Presence.GONE);
        assertThat(server.journal).as("the storage is closed with its session").contains("enlist");
    }

    @Test
    void user_of_a_storage_that_was_removed_is_told_from_one_that_is_gone() {
        assertThat(presence()).isEqualTo(Presence.STORAGE_REMOVED);
    }

    @Test
    void storage_that_fails_says_nothing() {
        component("true");
        storage(arguments -> {
            throw new IllegalStateException("LDAP is down");
        });

        assertThatThrownBy(this::presence).hasMessage("LDAP is down");
    }

    @Test
    void storage_that_is_switched_off_is_not_asked() {
        component("false");
        storage(arguments -> null);

        assertThat(presence()).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void storage_that_never_answers_is_not_waited_for() {
        component("true");
        CountDownLatch over = new CountDownLatch(1);
        storage(arguments -> await(over));
        CommittedDirectory impatient = new CommittedDirectory(
                server.session().getKeycloakSessionFactory(), new Patience(Duration.ofMillis(50)));

        assertThatThrownBy(() -> impatient.stored(Components.REALM, USER)).hasMessageStartingWith("no answer within");
        over.countDown();
    }

    private static @Nullable Object await(CountDownLatch over) {
        try {
            over.await();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void storage_whose_jar_is_missing_says_nothing() {
        component("true");

        assertThat(presence()).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void storage_that_finds_no_users_by_id_says_nothing() {
        component("true");
        provide(Stub.of(UserStorageProvider.class, Map.of()));

        assertThat(presence()).isEqualTo(Presence.UNKNOWN);
    }

    private Presence presence() {
        return directory.stored(Components.REALM, USER);
    }

    private void component(String enabled) {
        ComponentModel component = new ComponentModel();
        component.setId("storage-id");
        component.setProviderId("storage");
        component.put("enabled", enabled);
        components.put("storage-id", component);
    }

    private void storage(Function<List<Object>, @Nullable Object> user) {
        provide(Stub.of(Storage.class, Map.of("getUserById", user)));
    }

    private void provide(UserStorageProvider storage) {
        server.provide(
                UserStorageProvider.class,
                Stub.of(
                        UserStorageProviderFactory.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of("create", arguments -> storage)));
    }
}
