package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.RawPath;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The names that buckets and objects may have, and their ARNs. */
final class S3Names {
    static final int MAX_KEY_BYTES = 1024;

    /** Also keeps {@code ..} and a leading or trailing dot out: no server may take a bucket for a dot segment. */
    private static final Pattern BUCKET = Pattern.compile("(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]|\\.(?!\\.))*[a-z0-9]");

    private S3Names() {}

    /** The name, taken as it stands on the wire: a bucket never needs an escape. */
    static String bucket(String raw) {
        if (!BUCKET.matcher(raw).matches()) {
            throw new S3RequestRefused(
                    Kind.INVALID_BUCKET_NAME, "A bucket is named by 3 to 63 characters of a-z, 0-9, dot and hyphen");
        }
        return raw;
    }

    /** The key, percent-decoded once. */
    static String keyFromPath(String raw) {
        return key(RawPath.decode(raw));
    }

    /** A key that stands in clear. */
    static String key(String key) {
        RawPath.requireNoTricks(key);
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_KEY_BYTES) {
            throw new S3RequestRefused(Kind.INVALID_KEY, "A key has 1 to " + MAX_KEY_BYTES + " bytes");
        }
        return key;
    }

    static String bucketArn(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }

    static String objectArn(String bucket, String key) {
        return bucketArn(bucket) + "/" + key;
    }
}
