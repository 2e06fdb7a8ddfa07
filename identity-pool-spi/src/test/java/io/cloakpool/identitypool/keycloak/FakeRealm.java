package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.fakes.Stub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A realm whose components can be written, validated as Keycloak does it. */
final class FakeRealm {
    final List<ComponentModel> components = new ArrayList<>();
    final RealmModel realm;
    private final Map<String, PackComponentFactory<?>> factories = new HashMap<>();

    FakeRealm(PackComponentFactory<?>... known) {
        for (PackComponentFactory<?> factory : known) {
            factories.put(factory.getId(), factory);
        }
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        answers.put("getId", arguments -> Components.REALM);
        answers.put("getName", arguments -> "demo");
        answers.put("getAttribute", arguments -> null);
        answers.put("getComponentsStream", arguments -> components.stream());
        answers.put("addComponentModel", arguments -> add((ComponentModel) arguments.get(0)));
        answers.put("updateComponent", arguments -> update((ComponentModel) arguments.get(0)));
        answers.put("removeComponent", arguments -> components.remove(arguments.get(0)));
        this.realm = Stub.of(RealmModel.class, answers);
    }

    private @Nullable Object add(ComponentModel model) {
        validate(model);
        model.setId(UUID.randomUUID().toString());
        components.add(model);
        return model;
    }

    private @Nullable Object update(ComponentModel model) {
        validate(model);
        components.removeIf(old -> old.getId().equals(model.getId()));
        components.add(model);
        return null;
    }

    private void validate(ComponentModel model) {
        PackComponentFactory<?> factory = factories.get(model.getProviderId());
        if (factory == null) {
            throw new AssertionError("no factory " + model.getProviderId());
        }
        Components.validate(factory, model);
    }

    KeycloakSession session() {
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        return Stub.of(KeycloakSession.class, Map.of("getContext", arguments -> context));
    }
}
