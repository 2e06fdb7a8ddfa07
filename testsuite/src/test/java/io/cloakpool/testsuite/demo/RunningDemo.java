package io.cloakpool.testsuite.demo;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.demo.DemoMain;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the demo once for all tests that ask for a {@link RunningDemo}, and stops it with the last of them. */
final class RunningDemo implements AutoCloseable {
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Process process;
    private final Map<String, String> values;
    private final String table;

    private RunningDemo(Process process, Map<String, String> values, String table) {
        this.process = process;
        this.values = values;
        this.table = table;
    }

    /** Hands the one demo to test methods. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningDemo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningDemo.class, key -> start(), RunningDemo.class);
        }
    }

    private static RunningDemo start() {
        try {
            Path root = Path.of("").toAbsolutePath().getParent();
            Path output = Path.of("target/demo.log").toAbsolutePath();
            Path environment = Objects.requireNonNull(root).resolve("demo.env");
            Files.deleteIfExists(environment);
            ProcessBuilder demo = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DemoMain.class.getName(),
                            "--serve",
                            "--port",
                            Integer.toString(FreePort.pick()))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            demo.environment().putAll(TraceLogs.environment("demo"));
            return await(demo.start(), output, environment);
        } catch (IOException e) {
            throw new IllegalStateException("the demo does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static RunningDemo await(Process process, Path output, Path environment)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            String text = Files.readString(output);
            if (text.contains("keeps running")) {
                Map<String, String> values = new HashMap<>();
                Matcher export = EXPORT.matcher(Files.readString(environment));
                while (export.find()) {
                    values.put(export.group(1), export.group(2));
                }
                Issued.addAllOf(values);
                return new RunningDemo(process, values, text);
            }
            if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the demo ended: " + text);
            }
        }
        process.destroy();
        throw new IllegalStateException("the demo is not ready in time: " + Files.readString(output));
    }

    /** A value of {@code demo.env}. */
    String get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** All values of {@code demo.env}. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** What the demo printed before it began to serve. */
    String table() {
        return table;
    }

    URI realm() {
        return URI.create(get("KEYCLOAK_URL") + "/realms/" + get("REALM"));
    }

    URI admin() {
        return URI.create(get("KEYCLOAK_URL") + "/admin/realms/" + get("REALM"));
    }

    /** The {@code Logins} key of the realm in Cognito's form. */
    String loginKey() {
        return "cognito-idp." + get("REGION") + ".amazonaws.com/" + get("USER_POOL_ID");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
