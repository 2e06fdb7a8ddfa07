package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RealmConfig;
import io.cloakpool.identitypool.spi.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

final class ComponentPoolRepositoryTest {
    private static final String POOL = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";
    private static final PoolId POOL_ID = new PoolId("us-east-1", UUID.fromString(POOL));
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private final ComponentCache cache = new ComponentCache();

    @Test
    void pool_is_found_by_id_with_its_bindings() {
        ComponentPoolRepository repository = repository(pool(POOL, "demo"), binding(POOL, "realm"));

        assertThat(repository.pool(POOL_ID)).map(IdentityPool::name).contains("demo");
        assertThat(repository.pool(POOL_ID).orElseThrow().bindings())
                .extracting(LoginBinding::clientIds)
                .containsExactly(Set.of("webapp"));
    }

    @Test
    void pool_of_another_region_or_kind_or_parent_is_absent() {
        ComponentModel orphan = pool(OTHER, "orphan");
        orphan.setParentId("gone");
        ComponentPoolRepository repository = repository(pool(POOL, "demo"), orphan, role("r", "user"));

        assertThat(repository.pool(new PoolId("eu-west-1", UUID.fromString(POOL))))
                .isEmpty();
        assertThat(repository.pool(new PoolId("us-east-1", UUID.fromString(OTHER))))
                .isEmpty();
        assertThat(repository.roleById(POOL)).isEmpty();
        assertThat(repository.pools()).extracting(IdentityPool::name).containsExactly("demo");
    }

    @Test
    void doubled_name_matches_nothing() {
        ComponentPoolRepository repository = repository(
                pool(POOL, "demo"), pool(OTHER, "demo"), role("r1", "user"), role("r2", "user"), role("r3", "sole"));

        assertThat(repository.pool(POOL_ID)).isEmpty();
        assertThat(repository.pools()).isEmpty();
        assertThat(repository.role("user")).isEmpty();
        assertThat(repository.roleById("r1")).isEmpty();
        assertThat(repository.roles()).extracting(PoolRole::name).containsExactly("sole");
    }

    @Test
    void doubled_name_of_bindings_matches_nothing() {
        ComponentPoolRepository repository =
                repository(pool(POOL, "demo"), binding(POOL, "realm"), binding(POOL, "realm"));

        assertThat(repository.pool(POOL_ID).orElseThrow().bindings()).isEmpty();
    }

    @Test
    void component_that_does_not_validate_is_absent() {
        ComponentModel pool = pool(POOL, "demo");
        pool.put("credentialLifetime", "1");
        ComponentModel role = role("r1", "user");
        role.put("policy", "{}");
        ComponentPoolRepository repository = repository(pool, role);

        assertThat(repository.pool(POOL_ID)).isEmpty();
        assertThat(repository.role("user")).isEmpty();
    }

    @Test
    void changed_component_is_read_anew_and_equal_one_is_not() {
        ComponentModel role = role("r1", "user");
        PoolRole first = repository(role).role("user").orElseThrow();
        PoolRole again = repository(role("r1", "user")).role("user").orElseThrow();
        role.put("enabled", "false");

        assertThat(again).isSameAs(first);
        assertThat(repository(role).role("user").orElseThrow().enabled()).isFalse();
    }

    @Test
    void realm_with_a_wrong_attribute_has_nothing() {
        RealmComponents components = Components.of(cache, pool(POOL, "demo"), role("r1", "user"));
        ComponentPoolRepository repository = new ComponentPoolRepository(
                Stub.of(KeycloakSession.class, Map.of()), components, new RealmFacts(facts().realm(), false));

        assertRefused(Reason.POOL_MISCONFIGURED, () -> repository.pool(POOL_ID));
        assertThat(repository.pool(new PoolId("us-east-1", UUID.fromString(OTHER))))
                .isEmpty();
        assertThat(repository.pools()).isEmpty();
        assertThat(repository.role("user")).isEmpty();
        assertThat(repository.roleById("r1")).isEmpty();
        assertThat(repository.roles()).isEmpty();
    }

    @Test
    void pool_of_the_region_before_is_an_error_under_either_id_and_is_not_listed() {
        ComponentModel moved = pool(POOL, "moved");
        moved.put("region", "eu-west-1");
        ComponentPoolRepository repository = repository(moved, pool(OTHER, "demo"));

        assertRefused(Reason.POOL_MISCONFIGURED, () -> repository.pool(POOL_ID));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> repository.pool(new PoolId("eu-west-1", UUID.fromString(POOL))));
        assertThat(repository.pools()).extracting(IdentityPool::name).containsExactly("demo");
    }

    @Test
    void pool_with_the_region_of_the_realm_is_found() {
        ComponentModel pool = pool(POOL, "demo");
        pool.put("region", "us-east-1");

        assertThat(repository(pool).pool(POOL_ID)).isPresent();
    }

    @Test
    void gateway_is_found_by_name() {
        ComponentModel gateway = Components.model(
                OTHER,
                "s3",
                GatewayComponent.class,
                GatewayFactory.PROVIDER_ID,
                Map.of("dialect", List.of("nginx"), "secret", List.of("0123456789abcdef")));

        assertThat(repository(gateway).gateway("s3")).isPresent();
        assertThat(repository(gateway).gateway("s4")).isEmpty();
    }

    @Test
    void realm_is_gone_through_as_often_for_many_pools_as_for_one() {
        List<ComponentModel> models = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = new UUID(0, i).toString();
            models.add(pool(id, "demo " + i));
            models.add(binding(id, "realm"));
        }
        List<String> walks = new ArrayList<>();
        RealmModel realm = Stub.of(
                RealmModel.class,
                Map.<String, Function<List<Object>, Object>>of(
                        "getId", arguments -> Components.REALM,
                        "getName", arguments -> "demo",
                        "getComponentsStream",
                                arguments -> {
                                    walks.add("walk");
                                    return models.stream();
                                }));
        ComponentPoolRepository repository = new ComponentPoolRepository(
                Stub.of(KeycloakSession.class, Map.of()), new RealmComponents(realm, cache), facts());

        assertThat(repository.pools())
                .hasSize(50)
                .allMatch(pool -> pool.bindings().size() == 1);
        assertThat(walks).hasSize(2);
    }

    private ComponentPoolRepository repository(ComponentModel... models) {
        return new ComponentPoolRepository(
                Stub.of(KeycloakSession.class, Map.of()), Components.of(cache, models), facts());
    }

    private static RealmFacts facts() {
        return new RealmFacts(
                RealmConfig.realm(
                        Components.REALM, "demo", key -> null, URI.create("https://kc.example/realms/demo"), true),
                true);
    }

    private static ComponentModel pool(String id, String name) {
        return Components.model(
                id,
                name,
                IdentityPoolComponent.class,
                IdentityPoolFactory.PROVIDER_ID,
                Map.of("guestSecret", List.of(SECRET)));
    }

    private static ComponentModel binding(String pool, String name) {
        ComponentModel model = Components.model(
                UUID.randomUUID().toString(),
                name,
                LoginBindingComponent.class,
                LoginBindingFactory.PROVIDER_ID,
                Map.of("clientIds", List.of("webapp")));
        model.setParentId(pool);
        return model;
    }

    private static ComponentModel role(String id, String name) {
        return Components.model(
                id,
                name,
                PoolRoleComponent.class,
                PoolRoleFactory.PROVIDER_ID,
                Map.of("policy", List.of(Components.POLICY)));
    }
}
