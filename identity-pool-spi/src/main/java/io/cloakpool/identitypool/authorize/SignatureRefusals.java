package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.sigv4.SigV4Exception;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.function.Supplier;

/** Says in the engine's terms what is wrong with a signature. */
public final class SignatureRefusals {
    private SignatureRefusals() {}

    /** Runs a step of SigV4 verification and turns its typed exception into the engine's. */
    public static <T> T translate(Supplier<T> step) {
        try {
            return step.get();
        } catch (SigV4Exception e) {
            throw new Refused(reason(e.kind()), String.valueOf(e.getMessage()), e);
        }
    }

    /** {@link #translate(Supplier)} for a step without a result. */
    public static void translate(Runnable step) {
        translate(() -> {
            step.run();
            return true;
        });
    }

    private static Reason reason(SigV4Exception.Kind kind) {
        return switch (kind) {
            case NOT_SIGNED -> Reason.SIGNATURE_MISSING;
            case MALFORMED, MIXED_FORMS, UNSUPPORTED_ALGORITHM, SCOPE_MISMATCH -> Reason.SIGNATURE_MALFORMED;
            case HEADERS_NOT_SIGNED -> Reason.HEADERS_NOT_SIGNED;
            case TIME_SKEWED, NOT_YET_VALID -> Reason.TIME_SKEWED;
            case EXPIRED -> Reason.REQUEST_EXPIRED;
            case PAYLOAD_MISMATCH -> Reason.PAYLOAD_MISMATCH;
            case UNSUPPORTED_PAYLOAD -> Reason.UNSUPPORTED;
            case SIGNATURE_MISMATCH -> Reason.SIGNATURE_MISMATCH;
        };
    }
}
