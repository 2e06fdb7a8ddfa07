package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;

/** The body of a gateway's requests, in which number, text and sender are still missing. Parsed when it is read, so that what is filled in stays a value. */
sealed interface BodyTemplate permits JsonBodyTemplate, FormBodyTemplate {
    /** What is wrong with a template, without its text, to follow the name of its key. */
    final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String problem) {
            super(problem);
        }
    }

    String contentType();

    /** The body for one message; in a form what it says is ASCII, in JSON it is any Unicode. */
    String fill(SmsMessage message, String sender);
}
