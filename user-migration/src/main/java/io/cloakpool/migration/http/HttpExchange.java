package io.cloakpool.migration.http;

import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends requests: no redirects, no cookies, an end to everything at the time that is given. */
@FunctionalInterface
public interface HttpExchange {
    /** Bytes of an answer. A longer one is not read to its end. */
    int MAX_ANSWER = 64 * 1024;

    /** @param body empty for a GET */
    record Request(String method, URI uri, Map<String, String> headers, String body) {
        /** Without headers and body, which hold secrets. */
        @Override
        public String toString() {
            return method;
        }
    }

    /** What came of it. */
    sealed interface Result {}

    /** An answer, whole. */
    record Answer(int status, String body) implements Result {}

    /** None. */
    record Failure(Unavailable outage) implements Result {}

    Result send(Request request, Duration time);
}
