package io.cloakpool.identitypool.issuer.sts;

import java.net.URI;
import java.time.Duration;

/** Posts a form to a service elsewhere. Follows no redirect, sends nothing twice, and always comes back in time. */
public interface FormPost {
    /** How it went. */
    sealed interface Outcome {
        /** Any HTTP answer whose body is not larger than was allowed, read as UTF-8. */
        record Answered(int status, String body) implements Outcome {}

        /** No connection came about: the service has seen nothing of the request. */
        record NotConnected() implements Outcome {}

        /**
         * The request may have been seen, but there is no answer.
         *
         * @param why for messages: {@code did not answer in time}
         */
        record Failed(String why) implements Outcome {}
    }

    /**
     * Sends once.
     *
     * @param form {@code application/x-www-form-urlencoded}, in ASCII
     * @param connectTimeout longest wait for the connection
     * @param timeout longest wait altogether
     * @param maxBody most bytes of the body
     */
    Outcome post(URI endpoint, String form, Duration connectTimeout, Duration timeout, int maxBody);
}
