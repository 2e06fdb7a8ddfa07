package io.cloakpool.authenticators.spi;

/**
 * Hands text messages to a gateway that sends them. A realm has a chain of senders, which are asked in their order until one takes the
 * message. In Keycloak a sender is a component, see {@code io.cloakpool.authenticators.keycloak.SmsSenderFactory}.
 *
 * <p>A user waits for the answer, so a sender comes back within a few seconds and asks nobody twice: whether another one is asked is the
 * chain's matter. A sender is used by one thread, that of the request it was made for.
 */
@PublicApi
@FunctionalInterface
public interface SmsSender {
    /**
     * Hands one message over.
     *
     * <p>An exception counts as {@link SmsOutcome.Unavailable} that may have sent. Of an exception only the class is logged.
     */
    SmsOutcome send(SmsMessage message);
}
