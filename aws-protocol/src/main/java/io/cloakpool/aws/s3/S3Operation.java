package io.cloakpool.aws.s3;

import io.cloakpool.aws.s3.S3Address.Level;
import java.util.List;
import java.util.Set;

/**
 * One row of the table of operations.
 *
 * @param name S3's name of the operation; rows that differ only in the action they need share it
 * @param method the HTTP method
 * @param level what is addressed
 * @param selectors query parameters that must all be there
 * @param optional query parameters that may be there besides; any other one is another operation
 * @param features which headers it acts on
 * @param needs what the policy must allow
 */
record S3Operation(
        String name,
        String method,
        Level level,
        Set<String> selectors,
        Set<String> optional,
        Set<Feature> features,
        List<Need> needs) {
    /** Groups of headers that an operation acts on. */
    enum Feature {
        /** Reads another object: {@code x-amz-copy-source} must be there. */
        COPY,
        /** Makes an object: takes ACL, tags, lock and the like. */
        NEW_OBJECT,
        /** Removes objects: may bypass governance retention. */
        DELETION
    }

    /** What an action is asked for. */
    enum On {
        ALL_BUCKETS("`arn:aws:s3:::*`"),
        BUCKET("the bucket"),
        OBJECT("the object"),
        EVERY_OBJECT("`bucket/*`"),
        SOURCE("the source");

        final String label;

        On(String label) {
            this.label = label;
        }
    }

    /**
     * An action that the policy must allow.
     *
     * @param parameters query parameters that become condition keys of this question
     */
    record Need(String action, On on, Set<String> parameters) {
        Need(String action, On on) {
            this(action, on, Set.of());
        }
    }

    /** Whether this row, asked for by some method at some level, knows a query parameter. */
    boolean takes(String requestMethod, Level requestLevel, String parameter) {
        return method.equals(requestMethod)
                && level == requestLevel
                && (selectors.contains(parameter) || optional.contains(parameter));
    }

    /** Whether this row is the operation that a request with exactly these parameters asks for. */
    boolean matches(String requestMethod, Level requestLevel, Set<String> parameters, boolean copy) {
        return method.equals(requestMethod)
                && level == requestLevel
                && features.contains(Feature.COPY) == copy
                && parameters.containsAll(selectors)
                && parameters.stream().allMatch(name -> takes(requestMethod, requestLevel, name));
    }
}
