package io.cloakpool.examples.credentialhelper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;

/** Keeps a session in {@code session.json}, and lets one process at a time work with it. */
final class SessionStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final PrivateFile file;

    /** @param folder made for its owner only when it does not exist */
    SessionStore(Path folder) {
        this.folder = folder;
        this.file = new PrivateFile(folder.resolve("session.json"));
    }

    /** Work that no other process may do at the same time. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws HelperException, InterruptedException;
    }

    /**
     * Runs work while every other process of the same folder waits. The lock is a file of its own: {@code session.json} is
     * replaced, and a lock on a replaced file guards nothing. The system drops the lock of a process that dies.
     */
    <T> T locked(Work<T> work) throws HelperException, InterruptedException {
        PrivateFile.folder(folder);
        Path lockFile = folder.resolve("lock");
        try (FileChannel channel = FileChannel.open(
                        lockFile,
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PrivateFile.OWNER_ONLY);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw failed(lockFile, "the lock is gone");
            }
            return work.run();
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(lockFile, e.toString());
        }
    }

    /** Call it with the lock held. */
    Optional<Session> load() throws HelperException {
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(text.get(), Session.class));
        } catch (JsonProcessingException e) {
            // Jackson's message may quote the file.
            throw new HelperException(Kind.LOCAL_FILES, folder + " holds a broken session.json: sign in again");
        }
    }

    /** Call it with the lock held. */
    void save(Session session) throws HelperException {
        try {
            file.write(JSON.writeValueAsString(session));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is JSON", e);
        }
    }

    /** Call it with the lock held. */
    void forget() throws HelperException {
        file.delete();
    }

    private static HelperException failed(Path lockFile, String why) {
        return new HelperException(Kind.LOCAL_FILES, "cannot lock " + lockFile + ": " + why);
    }
}
