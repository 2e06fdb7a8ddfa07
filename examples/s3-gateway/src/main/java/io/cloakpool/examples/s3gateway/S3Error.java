package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A refusal in S3's own terms: HTTP status, code and message. An I/O error, since a body is refused while it streams. */
final class S3Error extends IOException {
    private final int status;
    private final String code;

    S3Error(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static S3Error invalidRequest(String message) {
        return new S3Error(400, "InvalidRequest", message);
    }

    /** The gateway could not ask, or could not reach the store. SDKs try again. */
    static S3Error unavailable() {
        return new S3Error(503, "ServiceUnavailable", "Please try again later.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The document that SDKs parse. Code and message are escaped: both may come from elsewhere. */
    byte[] xml(String requestId) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + escape(code) + "</Code><Message>"
                        + escape(String.valueOf(getMessage())) + "</Message><RequestId>" + escape(requestId)
                        + "</RequestId></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
