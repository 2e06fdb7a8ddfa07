package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Delivery;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** A way by which codes reach users. */
interface CodeChannel {
    /** Type of the credential that stands for this way as a second factor, and what the ids of this way's providers begin with: stored, so it stays. */
    String credentialType();

    /** The address of a user that was proven to be theirs, in its one canonical form. */
    Optional<String> destination(UserModel user);

    /** The address that a user says is theirs, proven or not, in its one canonical form. */
    Optional<String> claimed(UserModel user);

    /**
     * Notes that an address was proven to be the user's.
     *
     * @return false where the user has another one by now, which nothing proves
     */
    boolean proven(UserModel user, String destination);

    /** Key of this way's name. */
    String titleKey();

    /** Key of what it is good for. */
    String helpKey();

    /** What may be shown of an address. */
    String mask(String destination);

    /** Key of the message that says that a code went to such an address. */
    String sentKey();

    /** Sends while the caller waits. */
    Delivery now(KeycloakSession session, UserModel user, String destination);

    /** Sends after the answer, so that the answer takes the same time whether it is sent or not. */
    Delivery later(KeycloakSession session, UserModel user, String destination);

    /** Does what {@link #later} does before the answer, and sends nothing. */
    Delivery nowhere(KeycloakSession session);
}
