package io.cloakpool.identitypool.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of all realms, for {@link IdentitySweep}. Each method is a short transaction of its own. */
public interface SweepStore {
    /** Sorts before every key and id: where a walk begins. */
    String START = " ";

    /** What a run goes through. Where it stopped is kept in the database, so that any node goes on from there. */
    enum Walk {
        REALMS,
        LOGINS
    }

    /** Where the last run stopped; {@link #START} when it came to the end, or there was none. */
    String position(Walk walk);

    void remember(Walk walk, String position);

    /** The first realm id after this one, of those that have identities. */
    Optional<String> nextRealm(String after);

    /** The first pool after this one, of those of a realm that have identities; a uuid. */
    Optional<String> nextPool(String realmId, String after);

    /** Notes in a realm's rows which pool they belong to, where a node of an older version did not. */
    void completeRows(String realmId);

    /**
     * Keys of identities in their order.
     *
     * @param pool a uuid; null for all pools of the realm
     */
    List<String> identities(String realmId, @Nullable String pool, String after, int max);

    /** Deletes the rows of identities and their logins, all or none. */
    void erase(List<String> keys);

    /** Logins in the order of their keys, of all realms and providers. */
    List<StoredLogin> logins(String after, int max);

    /**
     * Deletes a login. The identity that has no other ends with its credentials, but its id stays taken: a guest's id that was
     * linked would be a good guest again without its row, and whoever knows it would be the deleted user's successor.
     */
    void forget(StoredLogin login);
}
