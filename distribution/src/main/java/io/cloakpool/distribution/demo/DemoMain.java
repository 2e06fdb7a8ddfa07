package io.cloakpool.distribution.demo;

import io.cloakpool.distribution.KeycloakException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Entry point of {@code bin/demo}; the working directory is the repository's root. */
public final class DemoMain {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private DemoMain() {}

    /** Exit code 0 only if every row of the table came out as expected; 2 when the demo could not run. */
    public static void main(String[] arguments) throws Exception {
        try {
            System.exit(run(DemoOptions.parse(List.of(arguments))) ? 0 : 1);
        } catch (DemoException | KeycloakException e) {
            OUT.println();
            OUT.println("bin/demo: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(DemoOptions options) throws Exception {
        DemoFiles files = new DemoFiles(Path.of("").toAbsolutePath());
        DemoSecrets secrets = DemoSecrets.random();
        logToFile(files.work("gateway.log"));
        try (Progress progress = new Progress(OUT);
                DemoServers servers = DemoServers.start(files, secrets, options.port(), progress)) {
            DemoAdmin admin = new DemoAdmin(servers, secrets);
            String poolId = admin.poolId("demo");
            OUT.println();
            OUT.println(
                    "Keycloak " + servers.keycloak() + " · S3 gateway " + servers.s3() + " · identity pool " + poolId);
            OUT.println();
            Checks checks = new Checks(OUT);
            new Scenario(servers, admin, secrets, checks).run(poolId);
            OUT.println();
            OUT.println(checks.summary());
            if (options.serve()) {
                serve(files, servers, secrets, poolId);
            }
            return checks.allAsExpected();
        }
    }

    /** The gateway logs each decision; here the table shows them. */
    private static void logToFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileHandler handler = new FileHandler(file.toString());
        handler.setFormatter(new SimpleFormatter());
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler console : root.getHandlers()) {
            root.removeHandler(console);
        }
        root.addHandler(handler);
    }

    private static void serve(DemoFiles files, DemoServers servers, DemoSecrets secrets, String poolId)
            throws IOException, InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("KEYCLOAK_URL", servers.keycloak().toString());
        values.put("REALM", DemoServers.REALM);
        values.put("USER_POOL_ID", DemoServers.USER_POOL_ID);
        values.put("IDENTITY_POOL_ID", poolId);
        values.put("CLIENT_ID", "webapp");
        values.put("USERNAME", "alice");
        values.put("PASSWORD", secrets.alice());
        values.put("USERNAME2", "bob");
        values.put("PASSWORD2", secrets.bob());
        values.put("ADMIN_ACCESS_KEY", DemoAdmin.ACCESS_KEY);
        values.put("ADMIN_SECRET_KEY", secrets.pooladmin());
        values.put("KEYCLOAK_ADMIN", "admin");
        values.put("KEYCLOAK_ADMIN_PASSWORD", secrets.admin());
        values.put("S3_ENDPOINT", servers.s3().toString());
        values.put("BUCKET", DemoServers.BUCKET);
        values.put("REGION", DemoServers.REGION);
        values.put("WEB_ORIGIN", DemoServers.WEB_ORIGIN);
        values.put("AWS_REGION", DemoServers.REGION);
        values.put("AWS_DEFAULT_REGION", DemoServers.REGION);
        values.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY", servers.realm() + "/cognito-identity");
        values.put("AWS_ENDPOINT_URL_STS", servers.realm() + "/sts");
        values.put("AWS_ENDPOINT_URL_S3", servers.s3().toString());
        writeEnvironment(files.environment(), values);
        files.environment().toFile().deleteOnExit();
        OUT.println("Everything keeps running until Ctrl-C. `source demo.env` sets the variables for your own calls.");
        new CountDownLatch(1).await();
    }

    /** Readable by its owner only from the first byte on: it holds passwords. */
    private static void writeEnvironment(Path file, Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append("export ").append(name).append("='").append(value).append("'\n"));
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
