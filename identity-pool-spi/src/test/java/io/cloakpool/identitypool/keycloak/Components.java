package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.RealmConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** Components of a realm in memory. */
final class Components {
    static final String REALM = "realm-id";
    static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private Components() {}

    static ComponentModel model(
            String id,
            String name,
            Class<? extends Provider> type,
            String providerId,
            Map<String, List<String>> config) {
        ComponentModel model = new ComponentModel();
        model.setId(id);
        model.setName(name);
        model.setParentId(REALM);
        model.setProviderType(type.getName());
        model.setProviderId(providerId);
        config.forEach((key, values) -> model.getConfig().put(key, values));
        return model;
    }

    static RealmComponents of(ComponentCache cache, ComponentModel... models) {
        Map<String, Function<List<Object>, Object>> answers = Map.of(
                "getId", arguments -> REALM,
                "getName", arguments -> "demo",
                "getComponent",
                        arguments -> Stream.of(models)
                                .filter(model -> model.getId().equals(arguments.get(0)))
                                .findFirst()
                                .orElse(null),
                "getComponentsStream", arguments -> Stream.of(models));
        return new RealmComponents(Stub.of(RealmModel.class, answers), cache);
    }

    /** Lets a factory judge and complete a model, as Keycloak does on import. */
    static void validate(PackComponentFactory<?> factory, ComponentModel model) {
        validate(factory, model, null);
    }

    /** As above, in a realm with this region. */
    static void validate(PackComponentFactory<?> factory, ComponentModel model, @Nullable String region) {
        RealmModel realm = Stub.of(
                RealmModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getAttribute", arguments -> RealmConfig.REGION.equals(arguments.get(0)) ? region : null));
        factory.validateConfiguration(Stub.of(KeycloakSession.class, Map.of()), realm, model);
    }
}
