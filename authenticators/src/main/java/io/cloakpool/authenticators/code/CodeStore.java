package io.cloakpool.authenticators.code;

import java.time.Duration;
import java.util.Optional;

/** Where codes are kept until they are void: one place for all nodes of a realm. A restart of all nodes may lose them. */
public interface CodeStore {
    /** The code under a key, valid or not. */
    Optional<StoredCode> find(String key);

    /** Keeps a code in place of the one that was there. */
    void put(String key, StoredCode code, Duration lifetime);

    /** Takes a code away. */
    void remove(String key);

    /** Sets a mark that is there for a time; of parallel callers on all nodes exactly one sets it. */
    boolean mark(String key, Duration lifetime);

    /** Takes a mark away. */
    void unmark(String key);
}
