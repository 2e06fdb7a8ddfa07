package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.identity.SweepDirectory.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What user storages say of their users in one run of the sweep, and whether that can be believed. One that is looked into at the
 * wrong place says that there is nobody, and whoever it says that of would lose an identity for good; so nothing is judged before
 * all have been asked about.
 */
final class StorageUsers {
    /** So many users may go at a time from however few. */
    private static final int FEW = 20;

    /** What a storage has said. */
    private static final class Tally {
        final String realmId;
        final List<StoredLogin> gone = new ArrayList<>();
        int asked;

        Tally(String realmId) {
            this.realmId = realmId;
        }

        /** All of them, or many and most. */
        boolean isUnlikely() {
            boolean all = gone.size() > 1 && gone.size() == asked;
            boolean most = gone.size() > FEW && gone.size() * 2 > asked;
            return all || most;
        }
    }

    private final SweepDirectory directory;
    private final IdentitySweep.Failures failures;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final List<StoredLogin> gone = new ArrayList<>();

    StorageUsers(SweepDirectory directory, IdentitySweep.Failures failures) {
        this.directory = directory;
        this.failures = failures;
    }

    /** Whether a storage is to be asked any more. One that fails is not: each question may take as long as its time-out. */
    boolean isAsked(String storage) {
        return !silent.contains(storage);
    }

    /** Asks the storage of a user of this realm. */
    void ask(String realmId, String storage, StoredLogin login) {
        try {
            Presence presence = directory.stored(realmId, login.userId());
            if (presence == Presence.STORAGE_REMOVED) {
                gone.add(login);
                return;
            }
            Tally tally = tallies.computeIfAbsent(storage, key -> new Tally(realmId));
            tally.asked++;
            if (presence == Presence.GONE) {
                tally.gone.add(login);
            }
        } catch (RuntimeException e) {
            silent.add(storage);
            failures.failed(
                    "User storage " + storage + " of realm " + realmId
                            + " does not answer; the logins of its users stay",
                    e);
        }
    }

    /** The logins whose users are gone, once all have been asked about; none of a storage that is not believed. */
    List<StoredLogin> gone() {
        List<StoredLogin> all = new ArrayList<>(gone);
        tallies.forEach((storage, tally) -> {
            if (tally.isUnlikely()) {
                failures.failed(
                        "User storage " + storage + " of realm " + tally.realmId + " says that " + tally.gone.size()
                                + " of " + tally.asked
                                + " users are gone; their logins stay until it is removed from the realm",
                        null);
            } else if (isAsked(storage)) {
                all.addAll(tally.gone);
            }
        });
        return all;
    }
}
