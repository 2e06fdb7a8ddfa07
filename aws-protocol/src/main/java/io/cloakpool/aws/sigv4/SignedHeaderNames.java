package io.cloakpool.aws.sigv4;

import java.util.List;
import java.util.regex.Pattern;

/** The list of signed headers: names in lower case, sorted, none twice, with semicolons between them. */
final class SignedHeaderNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,256}");

    private SignedHeaderNames() {}

    /** @throws SigV4Exception MALFORMED when it does not have this form */
    static List<String> parse(String text) {
        List<String> names = List.of(text.split(";", Limits.SIGNED_HEADERS + 1));
        if (names.size() > Limits.SIGNED_HEADERS) {
            throw SigV4Exception.malformed("too many headers are signed");
        }
        String before = "";
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw SigV4Exception.malformed("a signed header is no header name in lower case");
            }
            if (before.compareTo(name) >= 0) {
                throw SigV4Exception.malformed("the signed headers are not sorted, or one stands there twice");
            }
            before = name;
        }
        return names;
    }
}
