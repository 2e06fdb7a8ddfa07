package io.cloakpool.testsuite.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code path-tricks.txt}.
 *
 * @param target what stands in the request line; a character is a byte
 * @param signed the path, with its query, that goes into the signature
 * @param result bucket and key that it stands for, or the code of its refusal
 */
record PathTrick(String target, String signed, Outcome outcome, String result) {
    enum Outcome {
        ALLOWED("="),
        REFUSED("!"),
        /** Allowed where the form of the request line is understood. */
        EITHER("~");

        private final String sign;

        Outcome(String sign) {
            this.sign = sign;
        }

        private static Outcome of(String sign) {
            return List.of(values()).stream()
                    .filter(outcome -> outcome.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+([=!~]) (.+)");
    private static final Pattern NOTATION = Pattern.compile("<([0-9A-F]{2}|[0-9A-F]{4})>|<([^>]+)\\*(\\d+)>");
    private static final Pattern ORIGIN = Pattern.compile("(?i)^http://[^/]*");

    /** The file, whole. */
    static List<PathTrick> all() {
        try (InputStream file = Objects.requireNonNull(PathTrick.class.getResourceAsStream("/path-tricks.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(PathTrick::of)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the path tricks cannot be read", e);
        }
    }

    private static PathTrick of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("no path trick: " + line);
        }
        return new PathTrick(
                written(parts.group(1)), written(parts.group(2)), Outcome.of(parts.group(3)), written(parts.group(4)));
    }

    private static String written(String text) {
        return NOTATION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(written(found)));
    }

    private static String written(MatchResult notation) {
        return notation.group(1) == null
                ? notation.group(2).repeat(Integer.parseInt(notation.group(3)))
                : String.valueOf((char) Integer.parseInt(notation.group(1), 16));
    }

    /** What a gateway that understands the request line has to forward: its path and query, untouched. */
    String forwarded() {
        return ORIGIN.matcher(target).replaceFirst("");
    }

    /** A session policy that allows to read this object and no other. */
    String policy() {
        String literal = result.replaceAll("[*?$]", "\\${$0}");
        StringBuilder json = new StringBuilder();
        literal.chars()
                .forEach(c -> json.append(c < 0x7f && c != '"' && c != '\\' ? "" + (char) c : "\\u%04x".formatted(c)));
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::%s"}]}"""
                .formatted(json);
    }

    @Override
    public String toString() {
        String readable = target.length() < 60 ? target : target.substring(0, 40) + "… (" + target.length() + ")";
        return readable.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
