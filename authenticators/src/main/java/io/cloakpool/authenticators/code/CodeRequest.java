package io.cloakpool.authenticators.code;

import org.jspecify.annotations.Nullable;

/**
 * Whose code, for what and where to. Two requests are about the same code when purpose, subject and binding are the same.
 *
 * @param subject the user's id; for a name that no user has, what stands for that name
 * @param known whether the subject is a user. For one who is not, everything takes its course, and no guess is ever right: from outside
 *     both are alike
 * @param destination the address or number in its one canonical form; a code is void once this has changed
 * @param source the address that asked
 * @param binding the sign-in that the code belongs to, so that it is worth nothing in another one; null for a code that may be entered
 *     anywhere
 */
public record CodeRequest(
        Purpose purpose, String subject, boolean known, String destination, String source, @Nullable String binding) {
    /** Where this code is kept. */
    String key() {
        return String.join(":", "cloakpool-code", purpose.key(), subject, binding == null ? "" : binding);
    }

    /** Without the address: it has no place in a log. */
    @Override
    public String toString() {
        return "CodeRequest[" + purpose + " " + subject + "]";
    }
}
