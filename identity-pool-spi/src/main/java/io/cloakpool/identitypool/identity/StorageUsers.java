package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.identity.SweepDirectory.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What user storages say of their users in one run of the sweep, and whether that can be believed. One that is looked into at the
 * wrong place says that there is nobody, and whoever it says that of would lose an identity for good.
 */
final class StorageUsers {
    /** So many users may go at a time from however few. */
    private static final int FEW = 20;

    private static final class Tally {
        int asked;
        int gone;
    }

    private final SweepDirectory directory;
    private final IdentitySweep.Failures failures;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    StorageUsers(SweepDirectory directory, IdentitySweep.Failures failures) {
        this.directory = directory;
        this.failures = failures;
    }

    /** Whether a storage is to be asked any more. One that fails is not: each question may take as long as its time-out. */
    boolean isAsked(String storage) {
        return !silent.contains(storage);
    }

    /** Whether a user seems to be gone. */
    boolean isGone(String realmId, String userId, String storage) {
        try {
            Presence presence = directory.stored(realmId, userId);
            if (presence == Presence.STORAGE_REMOVED) {
                return true;
            }
            Tally tally = tallies.computeIfAbsent(storage, key -> new Tally());
            tally.asked++;
            tally.gone += presence == Presence.GONE ? 1 : 0;
            return presence == Presence.GONE;
        } catch (RuntimeException e) {
            silent.add(storage);
            failures.failed(
                    "User storage " + storage + " of realm " + realmId
                            + " does not answer; the logins of its users stay",
                    e);
            return false;
        }
    }

    /** Whether those of a storage that seem to be gone are: not when all are that were asked for, or many and most. */
    boolean isBelieved(String realmId, String storage) {
        Tally tally = tallies.get(storage);
        if (tally == null) {
            return true;
        }
        boolean all = tally.gone > 1 && tally.gone == tally.asked;
        boolean most = tally.gone > FEW && tally.gone * 2 > tally.asked;
        if ((all || most) && silent.add(storage)) {
            failures.failed(
                    "User storage " + storage + " of realm " + realmId + " says that " + tally.gone + " of "
                            + tally.asked + " users are gone; their logins stay until it is removed from the realm",
                    null);
        }
        return isAsked(storage);
    }
}
