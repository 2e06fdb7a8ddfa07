package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolStore.KeyKind;
import java.util.List;
import java.util.Objects;
import org.keycloak.component.ComponentModel;

/** Making the pack's keys of a realm. The factory of the component makes the material. */
final class KeyRotation {
    private final RealmComponents components;
    private final ComponentWriter writer;

    KeyRotation(RealmComponents components, ComponentWriter writer) {
        this.components = components;
        this.writer = writer;
    }

    /** Adds a key of each kind of which the realm has none. */
    void addMissing() {
        for (KeyKind kind : KeyKind.values()) {
            if (keys(kind).isEmpty()) {
                add(kind);
            }
        }
    }

    /** Adds an active key and turns the active ones passive. */
    void rotate(KeyKind kind) {
        keys(kind).stream().filter(KeyRotation::isActive).forEach(this::makePassive);
        add(kind);
    }

    private List<ComponentModel> keys(KeyKind kind) {
        return components.all(PoolKeyComponent.class, PoolKeyFactory.PROVIDER_ID).stream()
                .filter(model -> Choice.text(kind).equals(model.get(KeyConfig.KIND)))
                .toList();
    }

    private static boolean isActive(ComponentModel model) {
        String active = Choice.text(PoolKey.Status.ACTIVE);
        return active.equals(Objects.requireNonNullElse(model.get(KeyConfig.STATUS), active));
    }

    private void makePassive(ComponentModel old) {
        ComponentModel model = new ComponentModel(old);
        model.put(KeyConfig.STATUS, Choice.text(PoolKey.Status.PASSIVE));
        writer.save(model, old);
    }

    private void add(KeyKind kind) {
        String createdAt = KeycloakTime.INSTANCE.instant().toString();
        ComponentModel model = writer.model(
                null,
                PoolKeyComponent.class,
                PoolKeyFactory.PROVIDER_ID,
                components.realm().getId(),
                Choice.text(kind) + " " + createdAt.replace(':', '-'));
        model.put(KeyConfig.KIND, Choice.text(kind));
        model.put(KeyConfig.STATUS, Choice.text(PoolKey.Status.ACTIVE));
        model.put(KeyConfig.CREATED_AT, createdAt);
        writer.save(model, null);
    }
}
