package io.cloakpool.identitypool.fakes;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects of large interfaces that answer the named methods alone; every other call is an error of the test. */
public final class Stub {
    private Stub() {}

    public static <T> T of(
            Class<T> type, Map<String, ? extends Function<List<Object>, ? extends @Nullable Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                Stub.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    var answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
                    }
                    return answer.apply(arguments == null ? List.of() : Arrays.asList(arguments));
                }));
    }
}
