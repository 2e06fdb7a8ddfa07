package io.cloakpool.identitypool.rest.cognitoidentity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of the identity-pool API by name. */
final class Operations {
    private static final String TARGET_PREFIX = "AWSCognitoIdentityService.";

    private final Map<String, Operation<?>> byName;

    /**
     * @param operations the whole API
     * @throws IllegalStateException when a name stands twice
     */
    Operations(Collection<Operation<?>> operations) {
        byName = operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }

    /** The operation that {@code X-Amz-Target} names; empty for every other text. */
    Optional<Operation<?>> target(@Nullable String header) {
        if (header == null || !header.startsWith(TARGET_PREFIX)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(header.substring(TARGET_PREFIX.length())));
    }

    /** All names. */
    Set<String> names() {
        return byName.keySet();
    }
}
