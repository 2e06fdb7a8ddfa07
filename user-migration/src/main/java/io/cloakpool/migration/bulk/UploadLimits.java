package io.cloakpool.migration.bulk;

import java.time.Duration;

/**
 * What whoever runs the server lets realms upload.
 *
 * @param time of one request
 * @param fileBytes of one file, in all its parts
 * @param realmBytes of all files of a realm that are not imported to their end
 */
public record UploadLimits(Duration time, long fileBytes, long realmBytes) {
    /** Unless something else is said. */
    public static final UploadLimits DEFAULT = new UploadLimits(Duration.ofMinutes(2), 8L << 30, 32L << 30);

    /** Only sizes and times that let something through. */
    public UploadLimits {
        if (time.isZero() || time.isNegative() || fileBytes < 1 || realmBytes < 1) {
            throw new IllegalArgumentException("limits of uploads are positive numbers");
        }
    }
}
