package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Arrays;

/** Reads the constants that this door writes by {@link Choice#text}. */
final class Enums {
    private Enums() {}

    /** @throws Refused with INVALID_PARAMETER that names the field and the choices */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Choice.text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Reason.INVALID_PARAMETER, field + " must be one of " + String.join(", ", Choice.texts(type))));
    }
}
