package io.cloakpool.identitypool.pool;

import java.io.Serial;

/** A mapping that is not one. The message begins with the JSON pointer of what is wrong and repeats no value. */
public final class MappingSyntaxException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    MappingSyntaxException(String pointer, String problem) {
        super(pointer.isEmpty() ? problem : pointer + " " + problem);
    }
}
