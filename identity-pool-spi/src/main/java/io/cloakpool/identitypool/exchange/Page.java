package io.cloakpool.identitypool.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next where the rest begins, for the next call; {@code [\w-]+}; null when there is no rest
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
