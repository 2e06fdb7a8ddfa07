package io.cloakpool.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An unpacked Keycloak distribution. Unpacking and building take most of a minute, so both are remembered in the folder and
 * only repeated when something they depend on has changed. One process at a time may use a folder.
 */
public final class KeycloakHome {
    private static final String DISTRIBUTION = ".cloakpool-distribution";
    private static final String STAMP = ".cloakpool-build";
    private static final String BUILD_LOG = "cloakpool-build.log";
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

    private final Path directory;
    private final String distribution;

    private KeycloakHome(Path directory, String distribution) {
        this.directory = directory;
        this.distribution = distribution;
    }

    /**
     * Unpacks a distribution, unless this folder was unpacked from a zip of the same name before.
     *
     * @param zip {@code keycloak-quarkus-dist-<version>.zip}
     * @param folder becomes the server's home; replaced when it was unpacked by this method from another zip
     * @throws KeycloakException when the folder holds something else, or the zip is no Keycloak distribution
     */
    public static KeycloakHome unpack(Path zip, Path folder) throws IOException {
        Path directory = folder.toAbsolutePath().normalize();
        KeycloakHome home = new KeycloakHome(directory, String.valueOf(zip.getFileName()));
        Path marker = directory.resolve(DISTRIBUTION);
        if (Files.exists(marker)) {
            if (Files.readString(marker).equals(home.distribution)) {
                return home;
            }
            FileTree.delete(directory);
        } else if (Files.exists(directory)) {
            throw new KeycloakException(directory + " exists and was not unpacked by Cloakpool; it is left alone");
        }
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        FileTree.delete(unfinished);
        FileTree.createParent(unfinished);
        FileTree.unpack(zip, unfinished);
        if (!Files.isExecutable(unfinished.resolve("bin/kc.sh"))) {
            throw new KeycloakException(zip + " is no Keycloak distribution: it has no executable bin/kc.sh");
        }
        Files.writeString(unfinished.resolve(DISTRIBUTION), home.distribution);
        Files.move(unfinished, directory);
        return home;
    }

    /** The folder that holds {@code bin}, {@code providers}, {@code conf} and {@code data}; absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * Makes these jars the content of {@code providers}, and removes every other jar there. A jar with the same bytes is not
     * touched: Keycloak compares modification times with those of its last build.
     */
    public void provide(Collection<Path> jars) throws IOException {
        replaceFiles(directory.resolve("providers"), ".jar", jars);
    }

    /** Makes these files the realms that a start with {@code --import-realm} reads, and removes all others. */
    public void importRealms(Collection<Path> realms) throws IOException {
        replaceFiles(directory.resolve("data/import"), ".json", realms);
    }

    /**
     * Runs {@code kc.sh build}, unless the last successful build used the same distribution, jars and options.
     *
     * @param options build options such as {@code --db=postgres}
     * @return whether it had to build, which takes 20 to 40 s on two cores
     * @throws KeycloakException with the last lines of the output, when the build fails or takes longer than 5 minutes
     */
    public boolean build(List<String> options) throws IOException, InterruptedException {
        String stamp = BuildStamp.of(distribution, files(directory.resolve("providers"), ".jar"), options);
        Path remembered = directory.resolve(STAMP);
        if (Files.exists(remembered) && Files.readString(remembered).equals(stamp)) {
            return false;
        }
        Files.deleteIfExists(remembered);
        List<String> arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(options);
        run(arguments, Map.of(), directory.resolve(BUILD_LOG));
        Files.writeString(remembered, stamp);
        return true;
    }

    /**
     * Runs {@code kc.sh} with a command that ends by itself, such as {@code export} or {@code import}.
     *
     * @param arguments the command and its options
     * @param environment further variables
     * @param log gets the output; overwritten
     * @throws KeycloakException with the last lines of the output, when the command fails or takes longer than 5 minutes
     */
    public void run(List<String> arguments, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        String command = "kc.sh " + arguments.get(0);
        ProcessTree processes = new ProcessTree(KeycloakScript.run(directory, arguments, environment, log));
        ExitHook killAtExit = ExitHook.of(processes::killWithoutWaiting);
        try {
            if (!processes.process().waitFor(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new KeycloakException(
                        command + " did not end within " + RUN_LIMIT.toSeconds() + " s. " + KeycloakScript.tail(log));
            }
        } finally {
            killAtExit.close();
            processes.kill();
        }
        if (processes.process().exitValue() != 0) {
            throw new KeycloakException(command + " failed with exit code "
                    + processes.process().exitValue() + ". " + KeycloakScript.tail(log));
        }
    }

    /**
     * A second home with the same build, for a second node. The folder {@code data} (database, imports, caches) is left out.
     *
     * @param target is replaced when it was unpacked or copied by Cloakpool
     * @throws KeycloakException when the target holds something else
     */
    public KeycloakHome copyTo(Path target) throws IOException {
        Path copy = target.toAbsolutePath().normalize();
        if (Files.exists(copy) && !Files.exists(copy.resolve(DISTRIBUTION))) {
            throw new KeycloakException(copy + " exists and was not made by Cloakpool; it is left alone");
        }
        FileTree.delete(copy);
        FileTree.createParent(copy);
        FileTree.copy(directory, copy, List.of("data"));
        return new KeycloakHome(copy, distribution);
    }

    private static void replaceFiles(Path folder, String suffix, Collection<Path> wanted) throws IOException {
        List<String> names =
                wanted.stream().map(file -> String.valueOf(file.getFileName())).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two files of one name among " + wanted);
        }
        Files.createDirectories(folder);
        for (Path present : files(folder, suffix)) {
            if (!names.contains(String.valueOf(present.getFileName()))) {
                Files.delete(present);
            }
        }
        for (Path file : wanted) {
            Path target = folder.resolve(String.valueOf(file.getFileName()));
            if (!Files.exists(target) || Files.mismatch(file, target) >= 0) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
