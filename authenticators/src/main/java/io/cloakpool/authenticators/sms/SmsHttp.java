package io.cloakpool.authenticators.sms;

import io.cloakpool.aws.http.Headers;
import java.net.URI;
import java.time.Duration;

/** Posts to a gateway: to its host alone, without following a redirect, once, and always back in time. */
@FunctionalInterface
public interface SmsHttp {
    /** Longest wait for a connection. */
    Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Most bytes that are read of an answer. Those of the gateways that we know have less than two thousand. */
    int MAX_ANSWER = 16_384;

    /**
     * What is sent, exactly so: some of it is signed.
     *
     * @param headers with Content-Type; Host where it is signed
     * @param body sent in UTF-8
     * @param timeout longest wait altogether
     */
    record Post(URI to, Headers headers, String body, Duration timeout) {
        /** Says only where it goes: the rest holds secrets. */
        @Override
        public String toString() {
            return "Post[" + to.getHost() + "]";
        }
    }

    /** How it went. */
    sealed interface Reply {
        /** Any HTTP answer that is not too large, read as UTF-8. */
        record Answered(int status, String body) implements Reply {
            /** A gateway may repeat number and text. */
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        /**
         * There is no answer to go by.
         *
         * @param why to follow the name of the gateway: {@code did not answer in time}
         * @param mayHaveArrived whether the gateway may have got the request
         */
        record Failed(String why, boolean mayHaveArrived) implements Reply {}
    }

    Reply post(Post post);
}
