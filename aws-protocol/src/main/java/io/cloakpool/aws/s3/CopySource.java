package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.http.RawQuery;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object that {@code x-amz-copy-source} names: {@code [/]bucket/key[?versionId=id]}, the key percent-encoded. A raw
 * plus is refused: some servers read a space there. ARNs of access points are refused by the rule for bucket names.
 */
record CopySource(String bucket, String key, Optional<String> versionId) {
    static final String HEADER = "x-amz-copy-source";

    /** The header's value without the leading slash and the escapes, for the condition key of the same name. */
    String plain() {
        return bucket + "/" + key + versionId.map(id -> "?versionId=" + id).orElse("");
    }

    /** @throws S3RequestRefused when the value is anything else */
    static CopySource parse(String value) {
        try {
            return read(value.startsWith("/") ? value.substring(1) : value);
        } catch (MalformedTargetException e) {
            throw refused(e.getMessage());
        }
    }

    private static CopySource read(String value) {
        if (value.indexOf('+') >= 0) {
            throw refused("a plus must be percent-encoded");
        }
        int question = value.indexOf('?');
        String path = question < 0 ? value : value.substring(0, question);
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw refused("it is not bucket/key");
        }
        String bucket = S3Names.bucket(path.substring(0, slash));
        String key = S3Names.keyFromPath(path.substring(slash + 1));
        return new CopySource(bucket, key, question < 0 ? Optional.empty() : version(value.substring(question + 1)));
    }

    private static Optional<String> version(String query) {
        Map<String, String> parameters = RawQuery.parse(query);
        String version = parameters.getOrDefault("versionId", "");
        // The raw prefix as well: not every server decodes the name before it compares.
        if (parameters.size() != 1 || version.isEmpty() || !query.startsWith("versionId=")) {
            throw refused("its query is not versionId=id");
        }
        return Optional.of(version);
    }

    private static S3RequestRefused refused(@Nullable String reason) {
        return new S3RequestRefused(Kind.INVALID_COPY_SOURCE, HEADER + ": " + reason);
    }
}
