package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the program was asked for. Nothing of it is secret: every user of a machine can read every command line.
 *
 * @param state folder of the session
 * @param values of the options that not every command takes
 */
record Options(Command command, Realm realm, Path state, Map<String, String> values) {
    private static final String STATE = "state";

    /** What the program does. */
    enum Command {
        LOGIN(""),
        CREDENTIALS("pool"),
        WATCH("token-file"),
        LOGOUT("");

        private final String option;

        /** @param option that it needs besides the common ones; empty for none */
        Command(String option) {
            this.option = option;
        }

        private Set<String> options() {
            return option.isEmpty() ? Set.of() : Set.of(option);
        }
    }

    static final String USAGE =
            """
            usage: credential-helper login       --realm URL --client ID [--state DIR]
                   credential-helper credentials --realm URL --client ID [--state DIR] --pool ID
                   credential-helper watch       --realm URL --client ID [--state DIR] --token-file FILE
                   credential-helper logout      --realm URL --client ID [--state DIR]""";

    static boolean isHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    /** @throws HelperException of kind USAGE that says what is wrong */
    static Options parse(List<String> arguments, Path home) throws HelperException {
        if (arguments.isEmpty()) {
            throw usage("no command");
        }
        Command command = Arrays.stream(Command.values())
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(arguments.get(0)))
                .findFirst()
                .orElseThrow(() -> usage("no such command"));
        Map<String, String> values = values(arguments.subList(1, arguments.size()));
        String realm = take(values, "realm");
        String client = take(values, "client");
        String state = values.remove(STATE);
        if (!values.keySet().equals(command.options())) {
            throw usage(command.option.isEmpty() ? "too many options" : "needed: --" + command.option);
        }
        if (!values.getOrDefault("pool", "").matches("|[\\w-]{1,30}:[0-9a-f-]{1,36}")) {
            throw usage("--pool takes the id of an identity pool");
        }
        try {
            Path folder = state == null ? home.resolve(".cloakpool") : Path.of(state);
            return new Options(command, new Realm(URI.create(realm), client), folder, Map.copyOf(values));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> values(List<String> arguments) throws HelperException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || i + 1 == arguments.size()) {
                throw usage("options come as --name value");
            }
            if (values.put(name.substring(2), arguments.get(i + 1)) != null) {
                throw usage(name + " stands there twice");
            }
        }
        return values;
    }

    private static String take(Map<String, String> values, String name) throws HelperException {
        String value = values.remove(name);
        if (value == null) {
            throw usage("needed: --" + name);
        }
        return value;
    }

    private static HelperException usage(String why) {
        return new HelperException(Kind.USAGE, why + "\n" + USAGE);
    }
}
