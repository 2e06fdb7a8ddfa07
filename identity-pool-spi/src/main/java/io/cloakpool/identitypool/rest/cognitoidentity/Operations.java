package io.cloakpool.identitypool.rest.cognitoidentity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of the identity-pool API by name. */
final class Operations {
    private static final String TARGET_PREFIX = "AWSCognitoIdentityService.";

    private final Collection<Operation<?>> frequent;
    private final Supplier<Collection<Operation<?>>> others;

    /**
     * The whole API.
     *
     * @param frequent what apps call again and again
     * @param others asked only when it is none of these: a request needs one operation, not all
     */
    Operations(Collection<Operation<?>> frequent, Supplier<Collection<Operation<?>>> others) {
        this.frequent = frequent;
        this.others = others;
    }

    /** The operation that {@code X-Amz-Target} names; empty for every other text. */
    Optional<Operation<?>> target(@Nullable String header) {
        if (header == null || !header.startsWith(TARGET_PREFIX)) {
            return Optional.empty();
        }
        String name = header.substring(TARGET_PREFIX.length());
        for (Operation<?> operation : frequent) {
            if (operation.name().equals(name)) {
                return Optional.of(operation);
            }
        }
        return Optional.ofNullable(byName().get(name));
    }

    /**
     * All names.
     *
     * @throws IllegalStateException when one stands twice
     */
    Set<String> names() {
        return byName().keySet();
    }

    private Map<String, Operation<?>> byName() {
        return Stream.concat(frequent.stream(), others.get().stream())
                .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }
}
