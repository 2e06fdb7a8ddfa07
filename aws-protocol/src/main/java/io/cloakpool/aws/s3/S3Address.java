package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.HostHeader;
import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.http.RawPath;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request addresses.
 *
 * @param bucket absent for the service itself
 * @param key absent for a bucket; never there without a bucket
 */
record S3Address(Optional<String> bucket, Optional<String> key) {
    /** How deep an address goes. */
    enum Level {
        SERVICE("the service"),
        BUCKET("a bucket"),
        OBJECT("an object");

        final String label;

        Level(String label) {
            this.label = label;
        }
    }

    Level level() {
        if (key.isPresent()) {
            return Level.OBJECT;
        }
        return bucket.isPresent() ? Level.BUCKET : Level.SERVICE;
    }

    /**
     * Reads path and host.
     *
     * @param baseDomains in lower case; without any, the host says nothing and every path starts with a bucket
     */
    static S3Address of(RawRequest request, List<String> baseDomains) {
        String path = request.rawPath();
        RawPath.decode(path);
        if (path.indexOf('+') >= 0) {
            throw new MalformedTargetException("a plus that is not percent-encoded: some servers read a space");
        }
        return bucketOfHost(request, baseDomains)
                .map(bucket -> new S3Address(Optional.of(bucket), keyOf(path.substring(1))))
                .orElseGet(() -> pathStyle(path.substring(1)));
    }

    private static S3Address pathStyle(String path) {
        if (path.isEmpty()) {
            return new S3Address(Optional.empty(), Optional.empty());
        }
        int slash = path.indexOf('/');
        String bucket = S3Names.bucket(slash < 0 ? path : path.substring(0, slash));
        return new S3Address(Optional.of(bucket), keyOf(slash < 0 ? "" : path.substring(slash + 1)));
    }

    private static Optional<String> keyOf(String raw) {
        return raw.isEmpty() ? Optional.empty() : Optional.of(S3Names.keyFromPath(raw));
    }

    /** The bucket in front of a base domain; empty for path style. */
    private static Optional<String> bucketOfHost(RawRequest request, List<String> baseDomains) {
        if (baseDomains.isEmpty()) {
            return Optional.empty();
        }
        String host = HostHeader.name(request.headers());
        String lower = host.toLowerCase(Locale.ROOT);
        if (baseDomains.contains(lower)) {
            return Optional.empty();
        }
        String base = baseDomains.stream()
                .filter(domain -> lower.endsWith("." + domain))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new S3RequestRefused(
                        Kind.UNKNOWN_HOST,
                        "The host is neither an S3 base domain of this gateway nor a bucket below one"));
        // The case is kept: a server that knows upper-case buckets must not see another bucket than the policy did.
        return Optional.of(S3Names.bucket(host.substring(0, host.length() - base.length() - 1)));
    }
}
