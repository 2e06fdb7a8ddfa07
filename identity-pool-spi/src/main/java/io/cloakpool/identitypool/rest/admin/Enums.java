package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as this door writes them: in lower case. */
final class Enums {
    private Enums() {}

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refused with INVALID_PARAMETER that names the field and the choices */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Reason.INVALID_PARAMETER,
                        field + " must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enums::text)
                                        .collect(Collectors.joining(", "))));
    }
}
