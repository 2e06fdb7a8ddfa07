package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects a component's configuration in one canonical form: what is empty is left out, what has no order is sorted. */
final class ConfigWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int REVISION_BYTES = 16;

    private final SortedMap<String, List<String>> config = new TreeMap<>();

    ConfigWriter text(String key, @Nullable String value) {
        return value == null || value.isBlank() ? this : set(key, List.of(value));
    }

    ConfigWriter flag(String key, boolean value) {
        return text(key, Boolean.toString(value));
    }

    ConfigWriter seconds(String key, Duration value) {
        return text(key, Long.toString(value.toSeconds()));
    }

    ConfigWriter choice(String key, Enum<?> value) {
        return text(key, Choice.text(value));
    }

    ConfigWriter set(String key, Collection<String> values) {
        if (!values.isEmpty()) {
            config.put(key, values.stream().sorted().toList());
        }
        return this;
    }

    ConfigWriter json(String key, Collection<String> values) {
        return values.isEmpty() ? this : text(key, print(values));
    }

    ConfigWriter json(String key, Map<String, ?> members) {
        return members.isEmpty() ? this : text(key, print(new TreeMap<>(members)));
    }

    private static String print(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and records of strings always have a JSON form", e);
        }
    }

    SortedMap<String, List<String>> config() {
        return config;
    }

    /** A text that differs when the name or any value differs. */
    String revision(String name) {
        List<String> texts = new ArrayList<>(List.of(name));
        config.forEach((key, values) -> {
            texts.add(key);
            texts.add(String.valueOf(values.size()));
            texts.addAll(values);
        });
        return HexFormat.of().formatHex(Sha256.of(texts), 0, REVISION_BYTES);
    }
}
