package io.cloakpool.testsuite.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks in logs for values that must not be there, and for whatever has the form of a token. */
final class LogScan {
    /** A signed JWT: header and payload begin as JSON objects do. */
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{6,}\\.eyJ[\\w-]{6,}\\.[\\w-]{16,}");
    /**
     * A session token: BASE64URL of a version byte, 1, and at least 88 bytes more. With a {@code +}, {@code /} or {@code =} beside it,
     * it is a stretch of BASE64, such as the signature or the certificate of a SAML document.
     */
    private static final Pattern SESSION_TOKEN = Pattern.compile("(?<![\\w+/-])A[Q-Za-f][\\w-]{118,}+(?![+/=])");

    /** A one-time code where it stands alone: in a message, as a value. Not the end of a time, a part of an id. */
    private static final Pattern CODE = Pattern.compile("(?<![\\w.:,-])\\d{6}(?![\\w:-]|\\.\\d)");

    private static final int HEAD = 8;
    private static final int HASHES = 1 << 20;
    private static final int SHOWN = 160;

    /**
     * A line that leaks.
     *
     * @param line its number, from 1
     * @param what the kind of value
     * @param text the beginning of the line, with the value taken out
     */
    record Leak(String file, int line, String what, String text) {}

    /** Values by the hash of their first characters: a log has millions of places where thousands of values may begin. */
    private final Map<Integer, List<String>> values = new HashMap<>();

    private final BitSet heads = new BitSet(HASHES);

    private final Set<String> codes;

    /** @param codes one-time codes */
    LogScan(Collection<String> secrets, Collection<String> codes) {
        this.codes = Set.copyOf(codes);
        for (String secret : secrets) {
            int hash = hash(secret, 0);
            values.computeIfAbsent(hash, key -> new ArrayList<>()).add(secret);
            heads.set(hash);
        }
    }

    List<Leak> scan(Path file) throws IOException {
        List<Leak> leaks = new ArrayList<>();
        // A server that was killed may leave half a character.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                scan(String.valueOf(file.getFileName()), number, line, leaks);
            }
        }
        return leaks;
    }

    private void scan(String file, int number, String line, List<Leak> leaks) {
        find(JWT, line, "token", file, number, leaks);
        find(SESSION_TOKEN, line, "session token", file, number, leaks);
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            if (codes.contains(code.group())) {
                leaks.add(leak(file, number, "one-time code", line, code.group()));
            }
        }
        for (int at = 0; at + HEAD <= line.length(); at++) {
            int hash = hash(line, at);
            if (heads.get(hash)) {
                for (String secret : values.getOrDefault(hash, List.of())) {
                    if (line.startsWith(secret, at)) {
                        leaks.add(leak(file, number, "issued value", line, secret));
                    }
                }
            }
        }
    }

    private static void find(Pattern form, String line, String what, String file, int number, List<Leak> leaks) {
        Matcher found = form.matcher(line);
        while (found.find()) {
            leaks.add(leak(file, number, what, line, found.group()));
        }
    }

    private static Leak leak(String file, int number, String what, String line, String secret) {
        String text = line.replace(secret, "<" + secret.length() + " characters>");
        return new Leak(file, number, what, text.substring(0, Math.min(SHOWN, text.length())));
    }

    private static int hash(String text, int at) {
        int hash = 0;
        for (int i = at; i < at + HEAD; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 12) & HASHES - 1;
    }
}
