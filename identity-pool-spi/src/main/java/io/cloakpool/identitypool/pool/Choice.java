package io.cloakpool.identitypool.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a constant is written in a component's configuration: its name in lower case. */
public final class Choice {
    private Choice() {}

    public static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> List<String> texts(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::text).toList();
    }
}
