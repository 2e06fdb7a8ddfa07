package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that only its owner can read, and that others see either in its old or in its new state, never half-written. */
final class PrivateFile {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> ALLOWED =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    PrivateFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Makes the folder, for its owner only; one that exists stays as it is. */
    static void folder(Path folder) throws HelperException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath(), OWNER_ONLY_FOLDER);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("cannot make", folder, e);
        }
    }

    /** The content; empty when there is no such file. */
    Optional<String> read() throws HelperException {
        try {
            if (!ALLOWED.containsAll(Files.getPosixFilePermissions(path))) {
                throw new HelperException(
                        Kind.LOCAL_FILES,
                        path + " can be read by others: chmod 600 it, or delete it and sign in again");
            }
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("cannot read", path, e);
        }
    }

    /** Replaces the file in one step; it is on the disk before the old state is gone. */
    void write(String content) throws HelperException {
        try {
            Path fresh = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".tmp", OWNER_ONLY);
            try {
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw failed("cannot write", path, e);
        }
    }

    void delete() throws HelperException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failed("cannot delete", path, e);
        }
    }

    private static HelperException failed(String what, Path path, Exception e) {
        return new HelperException(Kind.LOCAL_FILES, what + " " + path + ": " + e);
    }
}
