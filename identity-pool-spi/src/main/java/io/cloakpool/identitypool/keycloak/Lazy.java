package io.cloakpool.identitypool.keycloak;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part of one request's engine, made when somebody first asks for it. Not for several threads. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T part = made;
        if (part == null) {
            part = maker.get();
            made = part;
        }
        return part;
    }
}
