package io.cloakpool.identitypool.pool;

/**
 * Which subjects of a provider are meant. A star stands for any run of characters, colons and slashes included; every other
 * character for itself, case included (as {@code StringLike} of IAM, without its question mark).
 *
 * @param text 1 to 255 characters; {@code *} alone means everybody
 */
public record SubjectPattern(String text) {
    private static final char ANY = '*';

    /** Whether the pattern covers the whole subject. Costs no more than the product of both lengths, which are bounded. */
    public boolean matches(String subject) {
        int at = 0;
        int part = 0;
        int afterStar = -1;
        int resume = 0;
        while (at < subject.length()) {
            if (part < text.length() && text.charAt(part) == ANY) {
                afterStar = ++part;
                resume = at;
            } else if (part < text.length() && text.charAt(part) == subject.charAt(at)) {
                part++;
                at++;
            } else if (afterStar >= 0) {
                part = afterStar;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (part < text.length() && text.charAt(part) == ANY) {
            part++;
        }
        return part == text.length();
    }
}
