package io.cloakpool.testsuite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder for a program to work in. The program ends, and the folder is gone, when it is closed, or with this Java process at the
 * latest.
 */
public final class TemporaryFolder implements AutoCloseable {
    /** The path of a socket in it may have no more than 107 bytes. */
    private static final Path PARENT = Path.of("/tmp");

    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Path path;
    private final Thread atExit = new Thread(this::remove, "temporary-folder");
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private boolean removed;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** @param prefix of its name */
    public static TemporaryFolder create(String prefix) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(PARENT, prefix));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    public Path path() {
        return path;
    }

    /** @param end ends a program that works in it; what was named last ends first */
    public synchronized void endFirst(Runnable end) {
        ends.push(end);
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // Java is ending: the hook finds nothing left to remove.
            return;
        }
    }

    private synchronized void remove() {
        if (removed) {
            return;
        }
        removed = true;
        try {
            while (!ends.isEmpty()) {
                ends.pop().run();
            }
        } finally {
            delete();
        }
    }

    /** Again, where a process that was told to end wrote a last file meanwhile. */
    private void delete() {
        try {
            for (int i = 1; !isDeleted(); i++) {
                if (i == TRIES) {
                    throw new IOException(path + " is still being written to");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDeleted() throws IOException {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
