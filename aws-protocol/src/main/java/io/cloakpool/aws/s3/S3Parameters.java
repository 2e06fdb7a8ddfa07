package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.RawPath;
import io.cloakpool.aws.http.RawQuery;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of an S3 request that choose or shape an operation. */
final class S3Parameters {
    /** Parameters of a pre-signed request, and the label that SDKs add. Their case counts, as it does for S3. */
    static final Set<String> NEUTRAL = Set.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-Security-Token",
            "X-Amz-Signature",
            "X-Amz-SignedHeaders",
            "x-id");

    /**
     * Headers that SDKs move into the query when they pre-sign; case does not count. A header that needs an action or
     * is a condition key is none of them: some servers would act on the parameter and some not, so it is refused.
     */
    static final List<String> NEUTRAL_HEADERS = List.of(
            "x-amz-checksum-*",
            "x-amz-content-sha256",
            "x-amz-meta-*",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-user-agent");

    private S3Parameters() {}

    /** The parameters without the neutral ones, decoded once. */
    static Map<String, String> of(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>(RawQuery.parse(rawQuery));
        parameters.keySet().removeIf(S3Parameters::isNeutral);
        return parameters;
    }

    /** @throws S3RequestRefused when the value of a parameter has a form that servers read in different ways */
    static void checkForms(Map<String, String> parameters) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            Pattern form = S3Operations.FORMS.get(parameter.getKey());
            if (form != null && !form.matcher(parameter.getValue()).matches()) {
                throw new S3RequestRefused(
                        Kind.MALFORMED,
                        "Query parameter %s has a value that is not served".formatted(parameter.getKey()));
            }
        }
        // A store on a file system may walk along a prefix as along a path.
        RawPath.requireNoTricks(parameters.getOrDefault("prefix", ""));
    }

    private static boolean isNeutral(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NEUTRAL.contains(name)
                || (NEUTRAL_HEADERS.stream().anyMatch(listed -> S3Headers.covers(listed, lower))
                        && !S3Headers.isRefused(lower));
    }
}
