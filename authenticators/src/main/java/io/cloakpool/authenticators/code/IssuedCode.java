package io.cloakpool.authenticators.code;

import java.time.Duration;

/**
 * A code on its way to its user, and nowhere else.
 *
 * @param code the digits
 * @param link what a link may carry in place of the digits: too long to be guessed; the first of both that is used ends the other
 * @param lifetime how long both are valid from now on
 */
public record IssuedCode(String code, String link, Duration lifetime) {
    /** Without what it carries. */
    @Override
    public String toString() {
        return "IssuedCode[" + lifetime + "]";
    }
}
