package io.cloakpool.authenticators.keycloak;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of Keycloak's interfaces as a test says, and nothing, no and none for all the rest. */
public final class Stubs {
    private Stubs() {}

    /** What a method does. */
    public interface Answer {
        @Nullable
        Object to(List<@Nullable Object> arguments);
    }

    /** @param answers by the names of methods */
    public static <T> T of(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                Stubs.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.to(arguments == null ? List.of() : Arrays.asList(arguments));
                    }
                    return nothing(method.getReturnType());
                }));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == Stream.class) {
            return Stream.empty();
        }
        return type == Map.class ? Map.of() : null;
    }
}
