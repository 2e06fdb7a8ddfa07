package io.cloakpool.examples.s3gateway;

/** What Cloakpool says about a request. */
sealed interface Decision {
    /** Forward it. The names are for the log, and for a service that wants to know who calls. */
    record Allowed(String principalArn, String identityId, String roleArn) implements Decision {}

    /** Answer this error, in the service's own format. */
    record Refused(int status, String code) implements Decision {}

    /** No decision: an outage, or an answer that makes no sense. Nothing is forwarded. */
    record Unavailable(String reason) implements Decision {}
}
