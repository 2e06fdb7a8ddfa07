package io.cloakpool.aws.policy;

import java.io.Serial;

/** Policies that cannot be written as the one session policy of an STS. The message says why, without values. */
public final class PolicyRenderingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PolicyRenderingException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
