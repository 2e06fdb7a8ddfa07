package io.cloakpool.authenticators.code;

/**
 * Whose code, for what and where to. Two requests are about the same code when purpose, subject and binding are the same.
 *
 * @param subject the user's id; for a name that no user has, what stands for that name
 * @param known whether the subject is a user. For one who is not, everything takes its course, and no guess is ever right: from outside
 *     both are alike
 * @param destination the address or number in its one canonical form; a code is void once this has changed
 * @param source the address that asked
 * @param binding what else the code belongs to, so that it is worth nothing elsewhere: a sign-in, an address
 */
public record CodeRequest(
        Purpose purpose, String subject, boolean known, String destination, String source, String binding) {
    /** The same request by somebody for whom no guess is right. */
    public CodeRequest ofNobody() {
        return new CodeRequest(purpose, subject, false, destination, source, binding);
    }

    /** Whom it costs: what is done in the name of a user who cannot succeed does not cost the user anything. */
    String payer() {
        return known ? subject : "nobody:" + subject;
    }

    /** Where this code is kept. */
    String key() {
        return String.join(":", "cloakpool-code", purpose.key(), subject, binding);
    }

    /** Without the address: it has no place in a log. */
    @Override
    public String toString() {
        return "CodeRequest[" + purpose + " " + subject + "]";
    }
}
