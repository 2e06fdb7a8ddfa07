package io.cloakpool.authenticators.signup;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address by which somebody wants to sign up.
 *
 * @param value in its one canonical form: of an e-mail address compatibility-decomposed and composed again (NFKC), in lower case and with an
 *     ASCII domain, so that no two spellings of an address are two accounts; of a number E.164
 */
public record SignUpAddress(Kind kind, String value) {
    /** As Keycloak's column, and RFC 5321, section 4.5.3.1. */
    private static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** By what somebody can be reached. */
    public enum Kind {
        EMAIL,
        PHONE
    }

    /** An e-mail address as it was typed; nothing where it is none. */
    public static Optional<SignUpAddress> email(String typed) {
        String text = Spelling.fold(typed);
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_LENGTH || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        Optional<String> domain = domain(text.substring(at + 1));
        return LOCAL.matcher(local).matches()
                ? domain.map(ascii -> local + "@" + ascii)
                        .filter(address -> address.length() <= MAX_LENGTH)
                        .map(address -> new SignUpAddress(Kind.EMAIL, address))
                : Optional.empty();
    }

    /** A phone number in the form of E.164. */
    public static SignUpAddress phone(String e164) {
        return new SignUpAddress(Kind.PHONE, e164);
    }

    /** A domain in ASCII; nothing where it is none. */
    static Optional<String> domain(String text) {
        try {
            return Optional.of(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT))
                    .filter(ascii -> DOMAIN.matcher(ascii).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The domain of an e-mail address. */
    String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** Without the address: it has no place in a log. */
    @Override
    public String toString() {
        return "SignUpAddress[" + kind + "]";
    }
}
