package io.cloakpool.testsuite.demo;

import io.cloakpool.testsuite.demo.Commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** AWS clients as this machine has them: each finds credentials and endpoints in its environment alone. */
final class Clients {
    /** Why a test of the SDK for JavaScript is skipped. */
    static final String NO_JAVASCRIPT =
            "SKIPPED: node and npm are not installed here, or the registry does not serve the SDK for JavaScript; it was not tried";

    /** Why the test of the browser app is skipped. */
    static final String NO_BROWSER_APP =
            "SKIPPED: node and npm are not installed here, or the registry does not serve the libraries of the browser app; it was not tried";

    /** Why the test of Amplify is skipped. */
    static final String NO_AMPLIFY =
            "SKIPPED: node and npm are not installed here, or the registry does not serve Amplify; it was not tried";

    /** What npm says of a registry that cannot be reached, or lacks a version that it has announced. */
    private static final Pattern NO_REGISTRY =
            Pattern.compile("code (ETARGET|E404|E5\\d\\d|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\\b");

    /** What a client learned to do in some version. */
    enum Skill {
        /** {@code AWS_ENDPOINT_URL_<SERVICE>}. */
        ENDPOINT_VARIABLES,
        /** {@code AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE}. */
        TOKEN_FILE
    }

    /**
     * One client.
     *
     * @param name with its version, for reports
     * @param command prints the ARN of the caller, and then the object {@code public/hello.txt}
     */
    record Client(String name, List<Skill> skills, List<String> command) {
        Run run(Map<String, String> environment) {
            return Commands.run(Path.of(""), environment, command);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Beginnings of the names of all clients that a whole machine has. */
    static final List<String> KINDS = List.of("AWS SDK for Java", "AWS SDK for JavaScript", "boto3", "aws-cli");

    private static final String BOTOCORE_SKILLS =
            """
            import boto3, botocore.configprovider, botocore.credentials
            print("boto3 " + boto3.__version__)
            print(hasattr(botocore.configprovider, "ConfiguredEndpointProvider"))
            print(hasattr(botocore.credentials.ContainerProvider, "ENV_VAR_AUTH_TOKEN_FILE"))
            """;

    private Clients() {}

    /** Every client of this machine. */
    static List<Client> all() throws IOException {
        return Stream.of(Stream.of(java()), javaScript().stream(), python(), cli())
                .flatMap(clients -> clients)
                .toList();
    }

    /** The AWS SDK for Java, in a JVM of its own. */
    static Client java() {
        return new Client(
                "AWS SDK for Java",
                List.of(Skill.values()),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnvironmentClient.class.getName()));
    }

    /** Every boto3 here: the newest from the package index where that can be reached, and what is installed. */
    static Stream<Client> python() {
        return distinct(Stream.concat(
                        newestPython().stream(),
                        Commands.all("python3").stream().map(Path::toString))
                .flatMap(python -> python(python).stream()));
    }

    private static Stream<Client> distinct(Stream<Client> clients) {
        Map<String, Client> byName = new LinkedHashMap<>();
        clients.forEach(client -> byName.putIfAbsent(client.name(), client));
        return byName.values().stream();
    }

    private static Optional<Client> python(String python) {
        Run run = Commands.run(Map.of(), python, "-c", BOTOCORE_SKILLS);
        String[] lines = run.output().split("\n", -1);
        return run.code() != 0
                ? Optional.empty()
                : Optional.of(new Client(
                        lines[0],
                        skills(lines[1].equals("True"), lines[2].equals("True")),
                        List.of(python, "src/test/python/environment_client.py")));
    }

    private static List<String> newestPython() {
        Path environment = Path.of("target/python").toAbsolutePath();
        String python = environment.resolve("bin/python").toString();
        boolean ready = Commands.succeeds(python, "-c", "import boto3")
                || (Commands.succeeds("python3", "-m", "venv", environment.toString())
                        && Commands.succeeds(
                                python, "-m", "pip", "install", "-q", "-r", "src/test/python/requirements.txt"));
        return ready ? List.of(python) : List.of();
    }

    /** Every AWS CLI on the path. */
    static Stream<Client> cli() {
        return distinct(Commands.all("aws").stream()
                .map(Path::toString)
                .filter(aws -> Commands.succeeds(aws, "--version"))
                .map(Clients::cli));
    }

    private static Client cli(String aws) {
        String version = Commands.run(Map.of(), aws, "--version").output().strip();
        String name = version.split(" ", 2)[0].replace('/', ' ');
        int[] numbers = Stream.of(name.replaceAll("[^0-9.]", "").split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        // The first versions of the two lines whose botocore knows the variable.
        boolean endpoints = numbers[0] == 1 ? numbers[1] >= 29 : numbers[1] >= 13;
        boolean tokenFile = numbers[0] == 1 ? numbers[1] >= 31 : numbers[1] >= 15;
        return new Client(name, skills(endpoints, tokenFile), List.of("sh", "src/test/sh/environment-client.sh", aws));
    }

    /** The AWS SDK for JavaScript; empty where {@link #javaScript(String)} is. */
    static Optional<Client> javaScript() throws IOException {
        return javaScript("environment-client.mjs")
                .map(program -> new Client(
                        "AWS SDK for JavaScript", List.of(Skill.values()), List.of("node", program.toString())));
    }

    /**
     * A program beside the AWS SDK for JavaScript, both below target; empty without node and npm, and where the registry does not
     * serve the SDK.
     */
    static Optional<Path> javaScript(String program) throws IOException {
        if (!hasNpm()) {
            return Optional.empty();
        }
        Path folder = Files.createDirectories(Path.of("target/js"));
        for (String file : List.of("package.json", ".npmrc", program)) {
            Files.copy(Path.of("src/test/js", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return installed(folder, "@aws-sdk/client-s3") ? Optional.of(folder.resolve(program)) : Optional.empty();
    }

    /** The example of a browser app with its libraries, below target; empty where {@link #javaScript(String)} is. */
    static Optional<Path> browserApp() throws IOException {
        return program(Path.of("../examples/browser-app"), Path.of("target/browser-app"), "keycloak-js");
    }

    /** A program with Amplify, below target; empty where {@link #javaScript(String)} is. */
    static Optional<Path> amplify() throws IOException {
        return program(Path.of("src/test/js/amplify"), Path.of("target/amplify"), "aws-amplify")
                .map(folder -> folder.resolve("amplify-client.mjs"));
    }

    private static Optional<Path> program(Path from, Path to, String library) throws IOException {
        if (!hasNpm()) {
            return Optional.empty();
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return installed(to, library) ? Optional.of(to) : Optional.empty();
    }

    private static boolean hasNpm() {
        return Commands.succeeds("node", "--version") && Commands.succeeds("npm", "--version");
    }

    /** Installs what a folder's package names; false where the registry does not serve it. */
    private static boolean installed(Path folder, String library) throws IOException {
        if (!Files.exists(folder.resolve("node_modules").resolve(library))) {
            Commands.Run install = Commands.run(folder, Map.of(), List.of("npm", "install", "--no-audit", "--no-fund"));
            if (NO_REGISTRY.matcher(install.errors()).find()) {
                return false;
            }
            install.succeeded();
        }
        return true;
    }

    private static List<Skill> skills(boolean endpoints, boolean tokenFile) {
        return Stream.of(Skill.values())
                .filter(skill -> skill == Skill.ENDPOINT_VARIABLES ? endpoints : tokenFile)
                .toList();
    }
}
