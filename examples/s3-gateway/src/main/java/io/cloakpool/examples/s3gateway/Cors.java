package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Lets the pages of listed origins call, and no others. Permission to call is no permission on objects. */
final class Cors {
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9, -]{1,1024}");

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** Adds what a browser needs to hand the answer to a page of a listed origin. */
    void decorate(ClientRequest request, Headers answer) {
        answer.add("Vary", "Origin");
        request.header("Origin").filter(origins::contains).ifPresent(origin -> {
            answer.set("Access-Control-Allow-Origin", origin);
            answer.set(
                    "Access-Control-Expose-Headers",
                    "Content-Range, ETag, x-amz-copy-source-version-id, x-amz-request-id, x-amz-version-id");
        });
    }

    /** Fills in the answer to {@code OPTIONS}. @throws S3Error for an origin that is not listed */
    void preflight(ClientRequest request, Headers answer) throws S3Error {
        boolean listed = request.header("Origin").filter(origins::contains).isPresent();
        if (!listed || request.header("Access-Control-Request-Method").isEmpty()) {
            throw new S3Error(403, "AccessForbidden", "CORS is not enabled for this origin.");
        }
        Optional<String> asked = request.header("Access-Control-Request-Headers");
        // Any header may be sent: what it may do is decided by signature and policy.
        asked.filter(names -> HEADER_NAMES.matcher(names).matches())
                .ifPresent(names -> answer.set("Access-Control-Allow-Headers", names));
        answer.set("Access-Control-Allow-Methods", "DELETE, GET, HEAD, POST, PUT");
        answer.set("Access-Control-Max-Age", "600");
    }
}
