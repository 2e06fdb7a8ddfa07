package io.cloakpool.identitypool.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.SamlSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

final class PoolOriginsTest {
    private static final PoolId OTHER = new PoolId("eu-west-1", new UUID(1, 2));
    private static final String ALLOW = "Access-Control-Allow-Origin";

    @Test
    void page_may_read_answers_of_the_pool_that_accepts_its_client() {
        Origins origins =
                new PoolOrigins(session(), Stub.of(PoolRepository.class, Map.of("pools", arguments -> pools())));

        assertThat(answer(origins, Optional.of(TestData.POOL_ID), "https://webapp.example"))
                .containsKey(ALLOW);
        assertThat(answer(origins, Optional.of(OTHER), "https://webapp.example"))
                .doesNotContainKey(ALLOW);
        assertThat(answer(origins, Optional.of(OTHER), "https://other.example")).containsKey(ALLOW);
        assertThat(answer(origins, Optional.empty(), "https://webapp.example")).containsKey(ALLOW);
        assertThat(answer(origins, Optional.empty(), "https://disabled.example"))
                .doesNotContainKey(ALLOW);
    }

    @Test
    void nothing_is_looked_up_for_what_is_no_page() {
        Origins origins = new PoolOrigins(session(), Stub.of(PoolRepository.class, Map.of()));

        assertThat(answer(origins, Optional.empty(), null)).doesNotContainKey(ALLOW);
        assertThat(answer(origins, Optional.of(OTHER), null)).doesNotContainKey(ALLOW);
    }

    @Test
    void door_that_is_not_for_browsers_allows_nobody() {
        assertThat(answer(Origins.NONE, Optional.of(TestData.POOL_ID), "https://webapp.example"))
                .doesNotContainKey(ALLOW);
    }

    private static Map<String, String> answer(Origins origins, Optional<PoolId> pool, @Nullable String origin) {
        return origins.of(pool, origin).answer(origin);
    }

    private static List<IdentityPool> pools() {
        LoginBinding other = new LoginBinding(
                "b-2",
                "realm",
                LoginProvider.REALM,
                Set.of("other", "disabled", "gone"),
                true,
                "r1",
                null,
                null,
                SamlSettings.NONE);
        return List.of(
                TestData.pool(),
                new IdentityPool(OTHER, TestData.secret(8), TestData.settings().build(), List.of(other)));
    }

    private static KeycloakSession session() {
        RealmModel realm =
                Stub.of(RealmModel.class, Map.of("getClientByClientId", arguments -> client(arguments.get(0))));
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        return Stub.of(KeycloakSession.class, Map.of("getContext", arguments -> context));
    }

    private static @Nullable ClientModel client(Object id) {
        return id.equals("gone")
                ? null
                : Stub.of(
                        ClientModel.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of(
                                "isEnabled", arguments -> !id.equals("disabled"),
                                "getWebOrigins", arguments -> Set.of("https://" + id + ".example")));
    }
}
