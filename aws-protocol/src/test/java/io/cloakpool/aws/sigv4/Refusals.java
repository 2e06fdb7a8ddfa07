package io.cloakpool.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused for a reason, and that the message keeps secrets to itself. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(SigV4Exception.Kind kind, ThrowingCallable action) {
        SigV4Exception refusal = catchThrowableOfType(SigV4Exception.class, action);
        assertThat(refusal).as("refused as %s", kind).isNotNull();
        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(kind);
        assertThat(refusal)
                .message()
                .doesNotContain(SdkSigner.SECRET, SdkSigner.TOKEN)
                .doesNotContainPattern("[0-9a-f]{16}");
    }
}
