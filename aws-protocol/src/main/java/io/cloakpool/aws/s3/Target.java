package io.cloakpool.aws.s3;

import java.util.List;
import java.util.Map;

/**
 * One question for the policy.
 *
 * @param action such as {@code s3:GetObject}
 * @param resourceArn such as {@code arn:aws:s3:::bucket/key}, the key percent-decoded once; {@code *} and {@code ?} in
 *     it are characters like any other. Where a multi-delete is judged without its body it is {@code arn:aws:s3:::bucket/},
 *     what the ARNs of all the bucket's objects begin with
 * @param context values of condition keys of this request, such as {@code s3:prefix}; a key that is absent is absent
 */
public record Target(String action, String resourceArn, Map<String, List<String>> context) {
    /** Copies the context. */
    public Target {
        context = Map.copyOf(context);
    }
}
