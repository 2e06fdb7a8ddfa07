package io.cloakpool.migration.spi;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The system that users come from. Whatever it does, slow, wrong or endless, is answered with a {@link LegacyReply} and within the time:
 * an exception is a mistake in the implementation. It is asked by many threads at once.
 */
@PublicApi
public interface LegacyDirectory {
    /**
     * Looks up a user by user name, e-mail address or phone number as {@code +15550100}; by which of them is the old system's affair.
     *
     * @param time within which the answer has to be there
     * @return found, not found or unavailable
     */
    LegacyReply find(LegacyName name, Duration time);

    /**
     * Asks whether a password is a user's.
     *
     * @param user as found
     * @param time within which the answer has to be there
     * @return found, with the user as known now, where it is
     */
    LegacyReply authenticate(LegacyUser user, String password, Duration time);

    /**
     * Counts its users, roughly. Asked by administrators who want to know how far a migration is.
     *
     * @param time within which the answer has to be there
     * @return empty where it cannot tell, or not now
     */
    default OptionalLong size(Duration time) {
        return OptionalLong.empty();
    }
}
