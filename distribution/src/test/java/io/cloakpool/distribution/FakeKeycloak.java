package io.cloakpool.distribution;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

/**
 * A distribution whose server starts at once. Its script runs Java as a child, as the real one does. {@code build} appends a
 * line to the file {@code builds} and fails when a file {@code broken} is there; {@code start} obeys the variable {@code MODE}.
 */
final class FakeKeycloak {
    static final Instant PACKED = Instant.parse("2026-01-02T03:04:06Z");

    private FakeKeycloak() {}

    static Path zip(Path folder, String name) throws IOException {
        Path zip = folder.resolve(name);
        URI uri = URI.create("jar:" + zip.toUri());
        try (FileSystem files =
                FileSystems.newFileSystem(uri, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Path root = files.getPath("/keycloak-0.0.0");
            Files.createDirectories(root.resolve("bin"));
            Files.createDirectories(root.resolve("providers"));
            Path script = Files.writeString(root.resolve("bin/kc.sh"), script());
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setLastModifiedTime(script, FileTime.from(PACKED));
            Path version = Files.writeString(root.resolve("version.txt"), name);
            Files.setPosixFilePermissions(version, PosixFilePermissions.fromString("rw-r--r--"));
        }
        return zip;
    }

    private static String script() {
        return """
                #!/bin/sh
                home="$(dirname "$0")/.."
                echo "called with $*"
                if [ "$1" = build ]; then
                    [ -e "$home/broken" ] && echo 'cannot build this' && exit 3
                    echo "$*" >> "$home/builds"
                    exit 0
                fi
                if [ "$1" = export ]; then
                    [ -z "$SECRET" ] && echo 'no secret' && exit 4
                    exit 0
                fi
                trap 'kill -TERM $PID; wait $PID' TERM
                "$JAVA_HOME/bin/java" -cp '%s' io.cloakpool.distribution.FakeKeycloak "$@" &
                PID=$!; wait $PID
                """
                .formatted(System.getProperty("java.class.path"));
    }

    /** The server. */
    public static void main(String[] arguments) throws IOException {
        String mode = System.getenv().getOrDefault("MODE", "ready");
        if (mode.equals("fails")) {
            System.out.println("ERROR: the reason");
            System.exit(2);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in good order")));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(arguments)), 0);
        server.createContext("/realms/master", exchange -> {
            byte[] body = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(mode.equals("never ready") ? 503 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        System.out.println("listening");
    }

    private static int port(String[] arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("--http-port=")) {
                return Integer.parseInt(argument.substring("--http-port=".length()));
            }
        }
        throw new IllegalArgumentException("no port");
    }
}
