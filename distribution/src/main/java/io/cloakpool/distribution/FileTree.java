package io.cloakpool.distribution;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole folders: unpacked, copied and deleted. */
final class FileTree {
    private FileTree() {}

    /**
     * Unpacks the one folder that a zip contains, with permissions and times as packed.
     *
     * @param target is created and must not exist
     */
    static void unpack(Path zip, Path target) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            copy(onlyFolder(archive.getPath("/"), zip), target, List.of());
        }
    }

    /**
     * Copies a folder with permissions and times, as {@code cp -a} does.
     *
     * @param target is created and must not exist
     * @param without names directly below the source that are left out
     */
    static void copy(Path source, Path target, List<String> without) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = source.relativize(folder).toString();
                if (without.contains(name)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.copy(folder, target.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                if (!attributes.isSymbolicLink()) {
                    // COPY_ATTRIBUTES leaves permissions behind between a zip and the disk.
                    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Path copy = target.resolve(source.relativize(folder).toString());
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(folder));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Creates the folder that a file or folder is to stand in. */
    static void createParent(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /** Deletes a folder and all that is in it; nothing happens when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path onlyFolder(Path root, Path zip) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            List<Path> found = children.toList();
            if (found.size() != 1 || !Files.isDirectory(found.get(0))) {
                throw new KeycloakException(zip + " is no Keycloak distribution: it must contain exactly one folder");
            }
            return found.get(0);
        }
    }
}
