package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.AmbiguousHeaders;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.s3.S3Operation.Feature;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers mean something to the policy. Every {@code x-amz-*} header stands in one of three lists: it needs an
 * action of its own, it chooses a copy, or it is neutral; any other one is refused by name, for S3 might act on it.
 */
final class S3Headers {
    /**
     * A header that asks for more than the operation itself does.
     *
     * @param header its name in lower case; with a star at the end, all names that begin so
     * @param feature the operations that act on it; any other operation refuses it
     * @param action what the policy must allow as well, on the same object
     */
    record HeaderNeed(String header, Feature feature, String action) {}

    static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";

    static final List<HeaderNeed> NEEDS = List.of(
            new HeaderNeed("x-amz-acl", Feature.NEW_OBJECT, "s3:PutObjectAcl"),
            new HeaderNeed("x-amz-grant-*", Feature.NEW_OBJECT, "s3:PutObjectAcl"),
            new HeaderNeed("x-amz-tagging", Feature.NEW_OBJECT, "s3:PutObjectTagging"),
            new HeaderNeed("x-amz-object-lock-mode", Feature.NEW_OBJECT, "s3:PutObjectRetention"),
            new HeaderNeed("x-amz-object-lock-retain-until-date", Feature.NEW_OBJECT, "s3:PutObjectRetention"),
            new HeaderNeed("x-amz-object-lock-legal-hold", Feature.NEW_OBJECT, "s3:PutObjectLegalHold"),
            new HeaderNeed("x-amz-bypass-governance-retention", Feature.DELETION, "s3:BypassGovernanceRetention"));

    /** Headers of a new object whose value is the condition key {@code s3:} + name. */
    static final List<String> CONDITION_HEADERS = List.of(
            "x-amz-acl",
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write",
            "x-amz-grant-write-acp",
            "x-amz-metadata-directive",
            "x-amz-server-side-encryption",
            "x-amz-storage-class",
            "x-amz-website-redirect-location");

    /** Headers that change neither which object is touched nor what is done to it in the terms of a policy. */
    static final List<String> NEUTRAL = List.of(
            "x-amz-checksum-*",
            "x-amz-content-sha256",
            "x-amz-copy-source-if-*",
            "x-amz-copy-source-range",
            "x-amz-copy-source-server-side-encryption-customer-*",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "x-amz-expected-bucket-owner",
            "x-amz-if-match-*",
            "x-amz-meta-*",
            "x-amz-metadata-directive",
            "x-amz-mfa",
            "x-amz-mp-object-size",
            "x-amz-optional-object-attributes",
            "x-amz-request-payer",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-security-token",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-customer-*",
            "x-amz-source-expected-bucket-owner",
            "x-amz-storage-class",
            "x-amz-te",
            "x-amz-trailer",
            "x-amz-user-agent",
            "x-amz-website-redirect-location");

    /**
     * Headers that make some S3-compatible server do something else than the table says: unpack an uploaded archive
     * into keys that nobody judged, read out of an archive, copy from a source under another name, act for another
     * user.
     */
    static final List<String> REFUSED = List.of(
            "x-amz-meta-minio-*",
            "x-amz-meta-snowball-*",
            "x-copy-from*",
            "x-cos-*",
            "x-goog-*",
            "x-minio-*",
            "x-object-manifest",
            "x-obs-*",
            "x-oss-*",
            "x-rgw-*");

    private S3Headers() {}

    /** @throws S3RequestRefused on a header that S3 might act on and that no list names, or that repeats */
    static void check(Headers headers) {
        if (AmbiguousHeaders.areIn(headers)) {
            throw new S3RequestRefused(
                    Kind.HEADER, "Headers that change the method, or have an underscore in their name, are not served");
        }
        for (String name : headers.names()) {
            if (isRefused(name)) {
                throw refused(name, "is not served");
            }
            if (name.startsWith("x-amz-")) {
                if (!isKnown(name)) {
                    throw refused(name, "is not in the table");
                }
                if (headers.repeats(name)) {
                    throw refused(name, "appears twice");
                }
            }
        }
    }

    /**
     * The actions that the headers ask for besides those of the operation, each once.
     *
     * @throws S3RequestRefused on a header that the operation does not take
     */
    static Set<String> actions(Headers headers, S3Operation operation) {
        Set<String> actions = new LinkedHashSet<>();
        for (String name : headers.names()) {
            for (HeaderNeed need : NEEDS) {
                if (covers(need.header(), name)) {
                    requireTaken(name, operation, Set.of(need.feature()));
                    actions.add(need.action());
                }
            }
        }
        headers.first(TAGGING_DIRECTIVE).ifPresent(directive -> {
            requireTaken(TAGGING_DIRECTIVE, operation, Set.of(Feature.COPY, Feature.NEW_OBJECT));
            if (directive.equals("REPLACE")) {
                actions.add("s3:PutObjectTagging");
            } else if (!directive.equals("COPY")) {
                throw refused(TAGGING_DIRECTIVE, "is neither COPY nor REPLACE");
            }
        });
        return actions;
    }

    private static void requireTaken(String name, S3Operation operation, Set<Feature> features) {
        if (!operation.features().containsAll(features)) {
            throw refused(name, "does not belong to " + operation.name());
        }
    }

    /** Whether a listed header, or a family of headers, has this name. */
    static boolean covers(String listed, String name) {
        return listed.endsWith("*") ? name.startsWith(listed.substring(0, listed.length() - 1)) : listed.equals(name);
    }

    static boolean isRefused(String name) {
        return REFUSED.stream().anyMatch(listed -> covers(listed, name));
    }

    static S3RequestRefused refused(String name, String reason) {
        String shown = name.length() > 64 ? name.substring(0, 64) : name;
        return new S3RequestRefused(Kind.HEADER, "Header %s %s".formatted(shown.toLowerCase(Locale.ROOT), reason));
    }

    private static boolean isKnown(String name) {
        return name.equals(CopySource.HEADER)
                || name.equals(TAGGING_DIRECTIVE)
                || NEUTRAL.stream().anyMatch(listed -> covers(listed, name))
                || NEEDS.stream().anyMatch(need -> covers(need.header(), name));
    }
}
