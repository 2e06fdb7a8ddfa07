package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.Source;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.Spi;

@Tag("keycloak")
final class ComponentFactoriesTest {
    @BeforeAll
    static void cryptography() {
        CryptoIntegration.init(ComponentFactoriesTest.class.getClassLoader());
    }

    @Test
    void pool_gets_a_guest_secret_once() {
        ComponentModel model = pool(Map.of());

        Components.validate(new IdentityPoolFactory(), model);
        String secret = model.get(PoolConfig.GUEST_SECRET);
        Components.validate(new IdentityPoolFactory(), model);

        assertThat(PoolConfig.guestSecret("demo", Source.of(model.getConfig()))).isPresent();
        assertThat(model.get(PoolConfig.GUEST_SECRET)).isEqualTo(secret);
    }

    @Test
    void pool_notes_the_region_that_it_was_made_in() {
        ComponentModel preset = pool(Map.of());
        ComponentModel chosen = pool(Map.of());

        Components.validate(new IdentityPoolFactory(), preset);
        Components.validate(new IdentityPoolFactory(), chosen, "eu-west-1");

        assertThat(preset.get(PoolConfig.REGION)).isEqualTo("us-east-1");
        assertThat(chosen.get(PoolConfig.REGION)).isEqualTo("eu-west-1");
    }

    @Test
    void pool_of_another_region_is_refused_and_names_both() {
        ComponentModel pool = pool(Map.of(PoolConfig.REGION, List.of("us-east-1")));

        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> Components.validate(new IdentityPoolFactory(), pool, "eu-west-1"))
                .withMessageContaining("region is us-east-1, but cloakpool.region of the realm is eu-west-1");
        Components.validate(new IdentityPoolFactory(), pool, "us-east-1");
    }

    @Test
    void malformed_region_of_the_realm_is_not_noted() {
        ComponentModel pool = pool(Map.of());

        Components.validate(new IdentityPoolFactory(), pool, "nowhere");

        assertThat(pool.get(PoolConfig.REGION)).isNull();
        refused(new IdentityPoolFactory(), pool(Map.of(PoolConfig.REGION, List.of("nowhere"))), "region");
    }

    @Test
    void sealing_key_gets_a_secret_and_its_time_once() {
        ComponentModel model = key("sealing", Map.of());

        Components.validate(new PoolKeyFactory(), model);
        Map<String, List<String>> first = Map.copyOf(model.getConfig());
        Components.validate(new PoolKeyFactory(), model);

        PoolKey key = KeyConfig.key("id", "k", Source.of(model.getConfig()));
        assertThat(key.status()).isEqualTo(PoolKey.Status.ACTIVE);
        assertThat(((PoolKey.Sealing) key.material()).secret().length()).isEqualTo(32);
        assertThat(model.getConfig()).isEqualTo(first);
    }

    @Test
    void signing_key_gets_a_pair_whose_certificate_belongs_to_it() throws Exception {
        ComponentModel model = key("signing", Map.of());

        Components.validate(new PoolKeyFactory(), model);

        PoolKey.Signing pair = (PoolKey.Signing)
                KeyConfig.key("id", "k", Source.of(model.getConfig())).material();
        pair.certificate().verify(pair.certificate().getPublicKey());
        assertThat(pair).hasToString("Signing[]");
    }

    @Test
    void certificate_of_another_key_is_refused() {
        ComponentModel one = key("signing", Map.of());
        ComponentModel other = key("signing", Map.of());
        Components.validate(RsaPairs.factory(), one);
        Components.validate(new PoolKeyFactory(() -> RsaPairs.OTHER), other);
        one.put(KeyConfig.CERTIFICATE, other.get(KeyConfig.CERTIFICATE));

        refused(RsaPairs.factory(), one, "certificate is not of the private key");
    }

    @Test
    void half_a_key_pair_is_refused_and_not_replaced() {
        ComponentModel model = key("signing", Map.of());
        Components.validate(RsaPairs.factory(), model);
        model.getConfig().remove(KeyConfig.CERTIFICATE);

        refused(RsaPairs.factory(), model, "certificate is missing");
    }

    @Test
    void pem_with_its_lines_is_read() {
        ComponentModel model = key("signing", Map.of());
        Components.validate(RsaPairs.factory(), model);
        for (String key : List.of(KeyConfig.PRIVATE_KEY, KeyConfig.CERTIFICATE)) {
            model.put(
                    key, "-----BEGIN X-----\n" + model.get(key).replaceAll("(.{64})", "$1\n") + "\n-----END X-----\n");
        }

        Components.validate(RsaPairs.factory(), model);
    }

    @Test
    void policy_of_a_role_is_stored_without_what_an_import_takes_for_a_placeholder() {
        String policy =
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*"}]}""";
        ComponentModel model = new ComponentModel();
        model.setName("user");
        model.put(RoleConfig.POLICY, policy);
        model.put(RoleConfig.SESSION_POLICY, policy);

        Components.validate(new PoolRoleFactory(), model);

        assertThat(model.get(RoleConfig.POLICY)).doesNotContain("${");
        assertThat(model.get(RoleConfig.SESSION_POLICY)).doesNotContain("${");
        assertThat(RoleConfig.settings("user", Source.of(model.getConfig())).policy())
                .isEqualTo(policy);
    }

    @Test
    void material_of_the_other_kind_is_refused() {
        refused(
                new PoolKeyFactory(),
                key("sealing", Map.of(KeyConfig.PRIVATE_KEY, List.of("x"))),
                "kind is sealing, but there is material of the kind signing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**********", "AAAA"})
    void masked_or_short_sealing_secret_is_refused(String secret) {
        refused(
                new PoolKeyFactory(),
                key("sealing", Map.of(KeyConfig.SECRET, List.of(secret))),
                "pool key \"k\": secret ");
    }

    @Test
    void garbage_instead_of_keys_is_refused() {
        refused(
                new PoolKeyFactory(),
                key("signing", Map.of(KeyConfig.PRIVATE_KEY, List.of("AAAA"), KeyConfig.CERTIFICATE, List.of("AAAA"))),
                "privateKey is no RSA key");
        refused(
                new PoolKeyFactory(),
                key("sealing", Map.of(KeyConfig.CREATED_AT, List.of("yesterday"))),
                "createdAt must be a time");
        refused(new PoolKeyFactory(), key("magic", Map.of()), "kind must be one of [sealing, signing]");
    }

    @Test
    void key_that_is_not_declared_is_refused() {
        refused(
                new IdentityPoolFactory(),
                pool(Map.of("alowGuests", List.of("true"))),
                "alowGuests is not a known key");
    }

    @Test
    void id_that_is_no_uuid_is_refused() {
        ComponentModel model = pool(Map.of());
        model.setId("my-pool");

        refused(new IdentityPoolFactory(), model, "id must be a uuid");
    }

    @Test
    void message_is_no_pattern_of_a_message_format() {
        ComponentModel model = pool(Map.of());
        model.setName("it's {0}");

        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> Components.validate(new IdentityPoolFactory(), model))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("'", "{", "}"));
    }

    @Test
    void component_without_name_is_refused() {
        ComponentModel model = new ComponentModel();

        refused(new GatewayFactory(), model, "name is needed");
    }

    @Test
    void each_key_is_declared_and_each_secret_is_hidden() {
        declares(IdentityPoolConfigProperties.ALL, PoolConfig.class, Set.of(PoolConfig.GUEST_SECRET));
        declares(LoginBindingConfigProperties.ALL, BindingConfig.class, Set.of());
        declares(PoolRoleConfigProperties.ALL, RoleConfig.class, Set.of());
        declares(CredentialIssuerConfigProperties.ALL, IssuerConfig.class, Set.of());
        declares(GatewayConfigProperties.ALL, GatewayConfig.class, Set.of(GatewayConfig.SECRET));
        declares(PoolKeyConfigProperties.ALL, KeyConfig.class, Set.of(KeyConfig.SECRET, KeyConfig.PRIVATE_KEY));
    }

    private static void declares(List<ProviderConfigProperty> properties, Class<?> config, Set<String> secrets) {
        Set<String> keys = Arrays.stream(config.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(ComponentFactoriesTest::value)
                .collect(Collectors.toSet());

        assertThat(properties).extracting(ProviderConfigProperty::getName).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(properties)
                .filteredOn(ProviderConfigProperty::isSecret)
                .allMatch(property -> property.getType().equals(ProviderConfigProperty.PASSWORD))
                .extracting(ProviderConfigProperty::getName)
                .containsExactlyInAnyOrderElementsOf(secrets);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void service_files_name_each_kind_and_its_factory() {
        List<Spi> kinds = StreamSupport.stream(ServiceLoader.load(Spi.class).spliterator(), false)
                .filter(ComponentSpi.class::isInstance)
                .toList();

        assertThat(kinds).hasSize(6).allMatch(spi -> !spi.isInternal());
        assertThat(kinds)
                .flatExtracting(ComponentFactoriesTest::factoryIds)
                .containsExactlyInAnyOrder(
                        "cloakpool-identity-pool",
                        "cloakpool-login-binding",
                        "cloakpool-role",
                        "cloakpool-credential-issuer",
                        "cloakpool-gateway",
                        "cloakpool-key");
    }

    private static List<String> factoryIds(Spi spi) {
        return ServiceLoader.load(spi.getProviderFactoryClass()).stream()
                .map(provider -> provider.get().getId())
                .toList();
    }

    private static ComponentModel pool(Map<String, List<String>> config) {
        return model("demo", config);
    }

    private static ComponentModel key(String kind, Map<String, List<String>> config) {
        ComponentModel model = model("k", config);
        model.put(KeyConfig.KIND, kind);
        return model;
    }

    private static ComponentModel model(String name, Map<String, List<String>> config) {
        ComponentModel model = new ComponentModel();
        model.setName(name);
        config.forEach((key, values) -> model.getConfig().put(key, values));
        return model;
    }

    private static void refused(PackComponentFactory<?> factory, ComponentModel model, String message) {
        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> Components.validate(factory, model))
                .withMessageContaining(message);
    }
}
