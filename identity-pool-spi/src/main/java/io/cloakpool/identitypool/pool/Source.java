package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Map;

/** The flat configuration of a component: each key has any number of values, whose order is not kept. */
@FunctionalInterface
public interface Source {
    /** The values of a key; empty when it is not there. */
    List<String> values(String key);

    static Source of(Map<String, List<String>> config) {
        return key -> {
            List<String> values = config.get(key);
            return values == null ? List.of() : values;
        };
    }
}
