package io.cloakpool.aws.sigv4;

import java.util.regex.Pattern;

/**
 * What a signature is good for.
 *
 * @param date the day of signing in UTC, {@code yyyyMMdd}
 * @param region such as {@code us-east-1}
 * @param service the service's signing name, such as {@code s3}
 */
public record CredentialScope(String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";
    private static final Pattern DATE = Pattern.compile("[0-9]{8}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws SigV4Exception MALFORMED when a part does not have its form */
    public CredentialScope {
        if (!DATE.matcher(date).matches()) {
            throw SigV4Exception.malformed("the date of the credential scope is not yyyyMMdd");
        }
        if (!NAME.matcher(region).matches() || !NAME.matcher(service).matches()) {
            throw SigV4Exception.malformed("region or service of the credential scope is not a name");
        }
    }

    /** {@code date/region/service/aws4_request}. */
    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
