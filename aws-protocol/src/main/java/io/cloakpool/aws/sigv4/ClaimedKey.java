package io.cloakpool.aws.sigv4;

import java.time.Instant;
import java.util.regex.Pattern;

/** The credential part of a signature: {@code accessKeyId/date/region/service/aws4_request}. */
record ClaimedKey(String accessKeyId, CredentialScope scope) {
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[\\w.@-]{1,128}");

    /** @throws SigV4Exception MALFORMED when it does not have this form */
    static ClaimedKey parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || !parts[4].equals(CredentialScope.TERMINATOR)) {
            throw SigV4Exception.malformed("the credential is not id/date/region/service/aws4_request");
        }
        if (!ACCESS_KEY_ID.matcher(parts[0]).matches()) {
            throw SigV4Exception.malformed("the access key id does not have its form");
        }
        return new ClaimedKey(parts[0], new CredentialScope(parts[1], parts[2], parts[3]));
    }

    /** @throws SigV4Exception MALFORMED when the scope is for another day than that of this time */
    CredentialScope scopeOn(Instant signedAt) {
        if (!scope.date().equals(SigningTime.day(signedAt))) {
            throw SigV4Exception.malformed("the credential scope is for another day than the date of the request");
        }
        return scope;
    }
}
