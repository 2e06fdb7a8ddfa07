package io.cloakpool.aws.sigv4;

import java.util.ArrayList;
import java.util.List;

/** In what the services differ: how a path is signed, and what a request says of its body by saying nothing. */
public enum ServiceRules {
    /**
     * S3. The path is encoded once and never normalised: {@code //} and {@code ..} are parts of a key. Whatever spelling the
     * client chose (a raw {@code +}, lower-case escapes, escaped letters), the signed one is that which AWS gives to the decoded
     * bytes; only an encoded slash stays encoded, so {@code a%2Fb} and {@code a/b} never share a signature. A pre-signed request
     * leaves its body unsigned unless it says otherwise.
     */
    S3 {
        @Override
        String canonicalPath(String rawPath) {
            PercentCoding.requireUriText(rawPath);
            return PercentCoding.recodePath(rawPath);
        }
    },

    /**
     * All other services. The path as sent is normalised by RFC 3986 (dot segments, and also repeated slashes, are taken out;
     * escaped dots are none) and encoded once more, so a space is signed as {@code %2520}. Spellings with one canonical path share
     * a signature: who judges the path must refuse what is not normalised.
     */
    GENERIC {
        @Override
        String canonicalPath(String rawPath) {
            PercentCoding.requireUriText(rawPath);
            return PercentCoding.encodePathAgain(normalized(rawPath));
        }
    };

    abstract String canonicalPath(String rawPath);

    /** Whether a request of this form means this payload when it carries no {@code x-amz-content-sha256}. */
    boolean implies(Payload payload, SigningClaim.Form form) {
        return switch (this) {
            case S3 -> form == SigningClaim.Form.PRESIGNED && payload.kind() == Payload.Kind.UNSIGNED;
            case GENERIC -> payload.kind() == Payload.Kind.HASH;
        };
    }

    private static String normalized(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        String end = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + end;
    }
}
