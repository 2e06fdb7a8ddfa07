package io.cloakpool.aws.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An answer that is no XML of the kind that services send. The message says why, without anything of the answer. */
public final class XmlInputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    XmlInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
