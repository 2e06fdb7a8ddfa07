package io.cloakpool.aws.http;

import java.util.Set;

/** Headers by which web frameworks let a client choose another method than the one that was signed and judged. */
public final class MethodOverride {
    private static final Set<String> NAMES = Set.of("x-http-method-override", "x-http-method", "x-method-override");

    private MethodOverride() {}

    /** Whether a request carries one of them. */
    public static boolean isIn(Headers headers) {
        return headers.names().stream().anyMatch(NAMES::contains);
    }
}
