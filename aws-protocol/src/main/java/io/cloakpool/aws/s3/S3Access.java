package io.cloakpool.aws.s3;

import java.util.List;

/**
 * What an S3 request asks for.
 *
 * @param operation S3's name of the operation, such as {@code ListObjectsV2}
 * @param required the policy must allow every one of these; never empty
 */
public record S3Access(String operation, List<Target> required) {
    /** Copies the list. */
    public S3Access {
        required = List.copyOf(required);
    }
}
