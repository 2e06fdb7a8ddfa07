package org.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.keycloak.MigrationSourceFactory;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.common.util.reflections.Types;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.storage.user.UserLookupProvider;

/** What another jar can do, from a package of its own. */
final class ShopSourceFactoryTest {
    private static final String KEY = "a-key-of-the-old-shop";

    private final MigrationSourceFactory factory = new ShopSourceFactory();
    private @Nullable ComponentModel saved;

    @Test
    void its_options_stand_among_those_of_all_sources() {
        assertThat(factory.getId()).isEqualTo("shop-users");
        assertThat(factory.getConfigProperties().stream().map(ProviderConfigProperty::getName))
                .containsExactly("mode", "shop", "key", "timeBudgetMillis", "groups", "roles");
    }

    /** Keycloak looks at the factory's type to know what its providers can do. */
    @Test
    void keycloak_sees_that_it_looks_up_users() {
        assertThat(Types.supports(UserLookupProvider.class, factory, UserStorageProviderFactory.class))
                .isTrue();
    }

    @Test
    void its_options_are_judged_with_the_shared_ones_when_a_component_is_saved() {
        ComponentModel component = component(Map.of());
        validate(component);
        assertThat(component.get("cachePolicy")).isEqualTo("NO_CACHE");

        for (Map<String, String> wrong : List.of(
                Map.of("shop", "https://shop.example/"),
                Map.of("key", "short"),
                Map.of("mode", "all"),
                Map.of("uri", "https://old.example"))) {
            assertThatThrownBy(() -> validate(component(wrong)))
                    .isInstanceOf(ComponentValidationException.class)
                    .hasMessageContaining(wrong.keySet().iterator().next())
                    .hasMessageNotContaining(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "${vault.shop}"})
    void a_key_that_was_given_for_one_shop_does_not_go_to_another(String key) {
        ComponentModel before = component(Map.of("key", key));
        validate(before);
        saved = before;

        assertThatThrownBy(() -> validate(component(Map.of("key", key, "shop", "evil.example"))))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessageContaining("key was saved for another address")
                .hasMessageNotContaining(KEY);

        validate(component(Map.of("key", key, "timeBudgetMillis", "1000")));
        validate(component(Map.of("key", "another-key-of-the-shop", "shop", "new.example")));
    }

    /** Keycloak writes a change into the component that it caches before it asks whether that may be. */
    @Test
    void a_change_that_was_not_saved_is_without_effect() {
        List<String> connected = new ArrayList<>();
        MigrationSourceFactory recording =
                new MigrationSourceFactory(
                        "recording",
                        "",
                        List.of(
                                new ProviderConfigProperty("shop", "", "", ProviderConfigProperty.STRING_TYPE, ""),
                                new ProviderConfigProperty("key", "", "", ProviderConfigProperty.PASSWORD, "", true))) {
                    @Override
                    protected void judge(SourceOptions options) {}

                    @Override
                    protected String address(SourceOptions options) throws UnusableOptionException {
                        return options.text("shop").orElse("");
                    }

                    @Override
                    protected LegacyDirectory connect(
                            KeycloakSession session, ComponentModel component, SourceOptions options) {
                        connected.add(component.get("shop"));
                        return new ShopDirectory("", "");
                    }
                };
        ComponentModel component = component(Map.of());
        recording.validateConfiguration(session(), realm(), component);
        recording.create(session(), component);

        component.getConfig().putSingle("shop", "evil.example");
        recording.create(session(), component);

        assertThat(connected).containsExactly("shop.example");
        assertThat(recording.getConfigProperties().stream().map(ProviderConfigProperty::getName))
                .as("what says so is no option, so nobody sets it")
                .doesNotContain("secretsSavedFor");
    }

    @Test
    void a_provider_is_made_for_each_request() {
        assertThat(factory.create(session(), component(Map.of()))).isInstanceOf(UserLookupProvider.class);
    }

    private void validate(ComponentModel component) {
        factory.validateConfiguration(session(), realm(), component);
    }

    private static ComponentModel component(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of("shop", "shop.example", "key", KEY));
        all.putAll(options);
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        all.forEach(config::putSingle);
        ComponentModel component = new ComponentModel();
        component.setId("id");
        component.setName("old");
        component.setConfig(config);
        return component;
    }

    /** One that has no attributes yet. */
    private static KeycloakSession session() {
        return proxy(KeycloakSession.class, "getAttribute", "setAttribute");
    }

    /** With the component as it was saved last. */
    private RealmModel realm() {
        return (RealmModel) Proxy.newProxyInstance(
                ShopSourceFactoryTest.class.getClassLoader(),
                new Class<?>[] {RealmModel.class},
                (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getComponent");
                    return saved;
                });
    }

    /** @param answered methods that answer with nothing; all others are not to be called */
    private static <T> T proxy(Class<T> type, String... answered) {
        return type.cast(Proxy.newProxyInstance(
                ShopSourceFactoryTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (List.of(answered).contains(method.getName())) {
                        return null;
                    }
                    throw new AssertionError(method.getName());
                }));
    }
}
