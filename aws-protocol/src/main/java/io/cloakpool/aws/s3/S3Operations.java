package io.cloakpool.aws.s3;

import io.cloakpool.aws.s3.S3Address.Level;
import io.cloakpool.aws.s3.S3Operation.Feature;
import io.cloakpool.aws.s3.S3Operation.Need;
import io.cloakpool.aws.s3.S3Operation.On;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table of operations: everything that a signed S3 request may ask for. Method, address, query parameters and
 * {@code x-amz-copy-source} choose at most one row; {@code docs/s3-operations.md} shows the same rows, and a test
 * compares them.
 */
final class S3Operations {
    /** Longer names of parameters are cut in a message. */
    private static final int MAX_SHOWN = 64;

    private static final Set<String> NONE = Set.of();
    private static final Set<Feature> NO_HEADERS = Set.of();

    private static final Set<String> RESPONSE = ordered(
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "partNumber");
    private static final Set<String> LISTING_KEYS = ordered("prefix", "delimiter", "max-keys");

    /** Forms of parameter values; a value of another form is refused, since servers disagree about it. */
    static final Map<String, Pattern> FORMS = Map.ofEntries(
            form("list-type", "2"),
            form("versions", ""),
            form("uploads", ""),
            form("location", ""),
            form("delete", ""),
            form("versionId", ".+"),
            form("uploadId", ".+"),
            form("partNumber", "[1-9][0-9]{0,4}"),
            form("max-keys", "[0-9]{1,10}"),
            form("max-uploads", "[0-9]{1,10}"),
            form("max-parts", "[0-9]{1,10}"),
            form("max-buckets", "[0-9]{1,10}"),
            form("part-number-marker", "[0-9]{1,10}"));

    /** Condition keys that are filled from query parameters. */
    static final Map<String, String> CONDITION_KEYS = Map.of(
            "prefix", "s3:prefix",
            "delimiter", "s3:delimiter",
            "max-keys", "s3:max-keys",
            "versionId", "s3:VersionId");

    static final List<S3Operation> TABLE = List.of(
            row(
                    "ListBuckets",
                    "GET",
                    Level.SERVICE,
                    NONE,
                    ordered("max-buckets", "continuation-token", "prefix", "bucket-region"),
                    NO_HEADERS,
                    new Need("s3:ListAllMyBuckets", On.ALL_BUCKETS)),
            row("HeadBucket", "HEAD", Level.BUCKET, NONE, NONE, NO_HEADERS, new Need("s3:ListBucket", On.BUCKET)),
            row(
                    "ListObjects",
                    "GET",
                    Level.BUCKET,
                    NONE,
                    ordered("prefix", "delimiter", "max-keys", "marker", "encoding-type"),
                    NO_HEADERS,
                    new Need("s3:ListBucket", On.BUCKET, LISTING_KEYS)),
            row(
                    "ListObjectsV2",
                    "GET",
                    Level.BUCKET,
                    ordered("list-type"),
                    ordered(
                            "prefix",
                            "delimiter",
                            "max-keys",
                            "encoding-type",
                            "continuation-token",
                            "start-after",
                            "fetch-owner"),
                    NO_HEADERS,
                    new Need("s3:ListBucket", On.BUCKET, LISTING_KEYS)),
            row(
                    "ListObjectVersions",
                    "GET",
                    Level.BUCKET,
                    ordered("versions"),
                    ordered("prefix", "delimiter", "max-keys", "encoding-type", "key-marker", "version-id-marker"),
                    NO_HEADERS,
                    new Need("s3:ListBucketVersions", On.BUCKET, LISTING_KEYS)),
            row(
                    "ListMultipartUploads",
                    "GET",
                    Level.BUCKET,
                    ordered("uploads"),
                    ordered("prefix", "delimiter", "max-uploads", "encoding-type", "key-marker", "upload-id-marker"),
                    NO_HEADERS,
                    new Need("s3:ListBucketMultipartUploads", On.BUCKET)),
            row(
                    "GetBucketLocation",
                    "GET",
                    Level.BUCKET,
                    ordered("location"),
                    NONE,
                    NO_HEADERS,
                    new Need("s3:GetBucketLocation", On.BUCKET)),
            row(
                    "DeleteObjects",
                    "POST",
                    Level.BUCKET,
                    ordered("delete"),
                    NONE,
                    Set.of(Feature.DELETION),
                    new Need("s3:DeleteObject", On.EVERY_OBJECT),
                    new Need("s3:DeleteObjectVersion", On.EVERY_OBJECT)),
            object("GetObject", "GET", NONE, RESPONSE, NO_HEADERS, "s3:GetObject"),
            object("GetObject", "GET", ordered("versionId"), RESPONSE, NO_HEADERS, "s3:GetObjectVersion"),
            object("HeadObject", "HEAD", NONE, RESPONSE, NO_HEADERS, "s3:GetObject"),
            object("HeadObject", "HEAD", ordered("versionId"), RESPONSE, NO_HEADERS, "s3:GetObjectVersion"),
            object("PutObject", "PUT", NONE, NONE, Set.of(Feature.NEW_OBJECT), "s3:PutObject"),
            copy("CopyObject", NONE, Feature.COPY, Feature.NEW_OBJECT),
            object("UploadPart", "PUT", ordered("partNumber", "uploadId"), NONE, NO_HEADERS, "s3:PutObject"),
            copy("UploadPartCopy", ordered("partNumber", "uploadId"), Feature.COPY),
            object(
                    "CreateMultipartUpload",
                    "POST",
                    ordered("uploads"),
                    NONE,
                    Set.of(Feature.NEW_OBJECT),
                    "s3:PutObject"),
            object("CompleteMultipartUpload", "POST", ordered("uploadId"), NONE, NO_HEADERS, "s3:PutObject"),
            object("AbortMultipartUpload", "DELETE", ordered("uploadId"), NONE, NO_HEADERS, "s3:AbortMultipartUpload"),
            object(
                    "ListParts",
                    "GET",
                    ordered("uploadId"),
                    ordered("max-parts", "part-number-marker", "encoding-type"),
                    NO_HEADERS,
                    "s3:ListMultipartUploadParts"),
            object("DeleteObject", "DELETE", NONE, NONE, Set.of(Feature.DELETION), "s3:DeleteObject"),
            object(
                    "DeleteObject",
                    "DELETE",
                    ordered("versionId"),
                    NONE,
                    Set.of(Feature.DELETION),
                    "s3:DeleteObjectVersion"));

    private S3Operations() {}

    /**
     * The row that a request asks for.
     *
     * @param parameters names of the query parameters, without the neutral ones
     * @param copy whether there is a copy source
     * @throws S3RequestRefused naming what is not in the table
     */
    static S3Operation find(String method, Level level, Set<String> parameters, boolean copy) {
        return TABLE.stream()
                .filter(row -> row.matches(method, level, parameters, copy))
                .findFirst()
                .orElseThrow(() -> new S3RequestRefused(
                        Kind.NOT_IN_TABLE,
                        "%s of %s%s is not in the table"
                                .formatted(
                                        method.matches("[A-Z]{1,16}") ? method : "This method",
                                        level.label,
                                        reason(method, level, parameters, copy))));
    }

    private static String reason(String method, Level level, Set<String> parameters, boolean copy) {
        Optional<String> unknown = parameters.stream()
                .filter(name -> TABLE.stream().noneMatch(row -> row.takes(method, level, name)))
                .findFirst();
        if (unknown.isPresent()) {
            String name = unknown.get();
            return " with ?" + (name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) : name);
        }
        if (!parameters.isEmpty()) {
            return " with ?" + String.join("&", parameters) + (parameters.size() > 1 ? " together" : " alone");
        }
        return copy ? " with " + CopySource.HEADER : "";
    }

    private static S3Operation row(
            String name,
            String method,
            Level level,
            Set<String> selectors,
            Set<String> optional,
            Set<Feature> features,
            Need... needs) {
        return new S3Operation(name, method, level, selectors, optional, features, List.of(needs));
    }

    private static S3Operation object(
            String name,
            String method,
            Set<String> selectors,
            Set<String> optional,
            Set<Feature> features,
            String action) {
        Set<String> conditions = selectors.contains("versionId") ? selectors : NONE;
        return row(name, method, Level.OBJECT, selectors, optional, features, new Need(action, On.OBJECT, conditions));
    }

    private static S3Operation copy(String name, Set<String> selectors, Feature... features) {
        return row(
                name,
                "PUT",
                Level.OBJECT,
                selectors,
                NONE,
                Set.of(features),
                new Need("s3:PutObject", On.OBJECT),
                new Need("s3:GetObject", On.SOURCE));
    }

    /** A set that keeps its order, for the documents. */
    private static Set<String> ordered(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    private static Map.Entry<String, Pattern> form(String parameter, String regex) {
        return Map.entry(parameter, Pattern.compile(regex));
    }
}
