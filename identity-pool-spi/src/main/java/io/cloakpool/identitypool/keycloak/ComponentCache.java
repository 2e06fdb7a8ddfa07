package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.pool.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;

/**
 * Parsed components by id, good as long as name and configuration are equal: Keycloak's own caches say what is current, this
 * one only saves parsing. A component that does not parse is remembered too, so that it is logged once and not per request.
 */
final class ComponentCache {
    private static final RequestLogger LOG = RequestLogger.of(ComponentCache.class);
    private static final int MAX_COMPONENTS = 10_000;

    private record Parsed(String name, Map<String, List<String>> config, @Nullable Object value) {}

    private final Cache<String, Parsed> parsed =
            Caffeine.newBuilder().maximumSize(MAX_COMPONENTS).build();
    private final Cache<String, Boolean> warned =
            Caffeine.newBuilder().maximumSize(MAX_COMPONENTS).build();

    /**
     * What a component says; empty when it does not validate.
     *
     * @param parser reads its configuration; an {@link IllegalArgumentException} of it says what is wrong
     */
    <T> Optional<T> get(String realm, ComponentModel model, Class<T> type, Function<Source, T> parser) {
        Parsed entry = parsed.getIfPresent(model.getId());
        if (entry == null
                || !entry.name().equals(model.getName())
                || !entry.config().equals(model.getConfig())) {
            Map<String, List<String>> config = snapshot(model);
            entry = new Parsed(model.getName(), config, parse(realm, Source.of(config), parser));
            parsed.put(model.getId(), entry);
        }
        return Optional.ofNullable(entry.value()).map(type::cast);
    }

    /** A copy of the configuration: Keycloak hands out the very components of its cache, and administration changes them. */
    static Map<String, List<String>> snapshot(ComponentModel model) {
        Map<String, List<String>> config = new HashMap<>();
        model.getConfig().forEach((key, values) -> config.put(key, List.copyOf(values)));
        return config;
    }

    private static <T> @Nullable T parse(String realm, Source source, Function<Source, T> parser) {
        try {
            return parser.apply(source);
        } catch (IllegalArgumentException e) {
            LOG.warnf("Ignored in realm %s: %s", realm, e.getMessage());
            return null;
        }
    }

    /** Logs a warning about the configuration, each text once. */
    void warnOnce(String message) {
        if (warned.asMap().putIfAbsent(message, Boolean.TRUE) == null) {
            LOG.warnf("%s", message);
        }
    }
}
