package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolStore.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;

/** Making, replacing and removing the pack's keys of a realm. The factory of the component makes the material. */
final class KeyRotation {
    private final RealmComponents components;
    private final ComponentWriter writer;
    private final InstantSource clock;

    KeyRotation(RealmComponents components, ComponentWriter writer, InstantSource clock) {
        this.components = components;
        this.writer = writer;
        this.clock = clock;
    }

    /** A component and what it says. */
    private record Stored(ComponentModel model, PoolKey key) {
        boolean isActive() {
            return key.status() == PoolKey.Status.ACTIVE;
        }

        boolean isDue(Instant now) {
            Duration age = key.rotateAfter();
            return age != null && !now.isBefore(key.createdAt().plus(age));
        }

        boolean isSpent(Instant now) {
            Instant since = key.passiveSince();
            return key.status() == PoolKey.Status.PASSIVE
                    && since != null
                    && !now.isBefore(since.plus(CredentialLimits.ROTATED_KEY_KEPT));
        }
    }

    /** Adds a key of each kind of which the realm has none. */
    void addMissing() {
        for (KeyKind kind : KeyKind.values()) {
            if (keys(kind).isEmpty()) {
                add(kind, null);
            }
        }
    }

    /** Adds an active key, which rotates as the newest one did, and turns the active ones passive. */
    void rotate(KeyKind kind) {
        List<ComponentModel> active =
                keys(kind).stream().filter(KeyRotation::isActive).toList();
        String rotateAfter = newestActive(kind)
                .map(newest -> newest.model().get(KeyConfig.ROTATE_AFTER))
                .orElse(null);
        active.forEach(this::makePassive);
        add(kind, rotateAfter);
    }

    /** Adds an active key, which rotates as the newest one did, and disables all others. */
    void replace(KeyKind kind) {
        List<ComponentModel> others = keys(kind);
        rotate(kind);
        for (ComponentModel other : others) {
            ComponentModel model = new ComponentModel(other);
            model.put(KeyConfig.STATUS, Choice.text(PoolKey.Status.DISABLED));
            writer.save(model, other);
        }
    }

    /**
     * Rotates the keys that have come to the age at which they are to be replaced, and removes those that were rotated out so long
     * ago that nothing they made can live.
     *
     * @return what was done, a line each; for logs
     */
    List<String> age() {
        List<String> done = new ArrayList<>();
        Instant now = clock.instant();
        for (KeyKind kind : KeyKind.values()) {
            if (newestActive(kind).filter(newest -> newest.isDue(now)).isPresent()) {
                rotate(kind);
                done.add("rotated the " + Choice.text(kind) + " key, which was due");
            }
            for (Stored spent :
                    usable(kind).stream().filter(key -> key.isSpent(now)).toList()) {
                writer.remove(spent.model());
                done.add("removed the " + Choice.text(kind) + " key \""
                        + spent.model().getName() + "\", which was rotated out");
            }
        }
        return done;
    }

    private Optional<Stored> newestActive(KeyKind kind) {
        return usable(kind).stream().filter(Stored::isActive).max(Comparator.comparing(stored -> stored.key()
                .createdAt()));
    }

    /** Keys that parse; of the others the log tells. */
    private List<Stored> usable(KeyKind kind) {
        return keys(kind).stream()
                .flatMap(model -> ComponentPoolKeys.key(components, model).map(key -> new Stored(model, key)).stream())
                .toList();
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
        model.put(KeyConfig.PASSIVE_SINCE, clock.instant().toString());
        writer.save(model, old);
    }

    private void add(KeyKind kind, @Nullable String rotateAfter) {
        String createdAt = clock.instant().toString();
        ComponentModel model = writer.model(
                null,
                PoolKeyComponent.class,
                PoolKeyFactory.PROVIDER_ID,
                components.realm().getId(),
                Choice.text(kind) + " " + createdAt.replace(':', '-'));
        model.put(KeyConfig.KIND, Choice.text(kind));
        model.put(KeyConfig.STATUS, Choice.text(PoolKey.Status.ACTIVE));
        model.put(KeyConfig.CREATED_AT, createdAt);
        if (rotateAfter != null) {
            model.put(KeyConfig.ROTATE_AFTER, rotateAfter);
        }
        writer.save(model, null);
    }
}
