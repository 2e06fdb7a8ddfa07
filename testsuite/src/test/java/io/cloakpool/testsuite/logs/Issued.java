package io.cloakpool.testsuite.logs;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every secret value that the tests of this run were given or used. None of them may be found in a log. */
public final class Issued {
    /** Shorter values would be found by chance. */
    static final int SHORTEST = 12;

    /** Whatever in an answer, JSON or XML, nobody but the client may know. */
    private static final Pattern IN_ANSWER =
            Pattern.compile("[\"<](?:SecretKey|SecretAccessKey|SessionToken|Token|access_token|refresh_token|id_token)"
                    + "(?:\"\\s*:\\s*\"|>)([^\"<]+)");

    private static final Pattern SECRET_NAME = Pattern.compile(".*(SECRET|PASSWORD).*");
    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();
    private static final Set<String> CODES = ConcurrentHashMap.newKeySet();

    private Issued() {}

    /** A secret: a password, a secret key, a guest's id. */
    public static void add(String secret) {
        if (secret.length() >= SHORTEST) {
            VALUES.add(secret);
        }
    }

    /** A one-time code: too short to be looked for anywhere, so it is looked for as a word of its own. */
    public static void addCode(String code) {
        CODES.add(code);
    }

    /** The tokens and secret keys of an answer of any door. */
    public static void addAllIn(String answer) {
        Matcher found = IN_ANSWER.matcher(answer);
        while (found.find()) {
            add(found.group(1));
        }
    }

    /** The secrets among variables, told by their names. */
    public static void addAllOf(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches()) {
                add(value);
            }
        });
    }

    static Set<String> values() {
        return Set.copyOf(VALUES);
    }

    static Set<String> codes() {
        return Set.copyOf(CODES);
    }
}
