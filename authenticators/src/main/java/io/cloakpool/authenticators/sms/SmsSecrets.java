package io.cloakpool.authenticators.sms;

import java.util.Optional;

/** Reveals secrets on each use, so that a rotated one counts at once. */
@FunctionalInterface
public interface SmsSecrets {
    /** The secret itself; empty when the vault has none of that name. */
    Optional<String> reveal(SmsSecret secret);

    /** As {@link #reveal}, and empty also for one that could not be sent. */
    default Optional<String> usable(SmsSecret secret) {
        return reveal(secret).filter(SmsSecret::isUsable);
    }
}
