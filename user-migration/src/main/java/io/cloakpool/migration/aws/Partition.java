package io.cloakpool.migration.aws;

/** Where AWS keeps a region: apart from the rest, those of China. */
public final class Partition {
    private Partition() {}

    /** What the names of a region's services end with. */
    public static String dnsSuffix(String region) {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
