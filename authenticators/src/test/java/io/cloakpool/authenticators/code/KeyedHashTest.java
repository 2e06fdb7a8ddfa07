package io.cloakpool.authenticators.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.code.KeyedHash.Use;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    /** Else whoever chooses the text of one use could have the hash of another. */
    @Test
    void no_text_of_one_use_is_a_text_of_another() {
        for (Use one : Use.values()) {
            assertThat(one.label("")).matches("[a-z-]+:");
            for (Use other : Use.values()) {
                if (one != other) {
                    assertThat(one.label(other.label("x"))).doesNotStartWith(other.label(""));
                }
            }
        }
    }

    /** Remembered devices and links to undo changes outlive an update. */
    @Test
    void what_is_stored_is_read_again() {
        assertThat(Use.DEVICE.label("x")).isEqualTo("device:x");
        assertThat(Use.UNDO.label("x")).isEqualTo("undo:x");
        assertThat(Use.SIGN_UP.label("x")).isEqualTo("sign-up:x");
    }
}
