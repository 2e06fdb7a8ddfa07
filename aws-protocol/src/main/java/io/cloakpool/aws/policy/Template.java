package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text of a policy in which {@code ${key}} stands for a value of the request, and {@code ${*}}, {@code ${?}} and
 * {@code ${$}} for the character itself. A value that takes the place of a variable never works as a pattern.
 */
final class Template {
    private enum Kind {
        TEXT,
        ESCAPED,
        VARIABLE
    }

    /** A stretch of the text; for a variable, its canonical key. */
    private record Part(Kind kind, String text) {}

    private static final String OPEN = "${";
    private static final int ARN_SEGMENTS = 6;

    /** What AWS allows in the value of a tag: neither wildcards nor variables can be made of it. */
    private static final Pattern PLAIN_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*");

    private final List<Part> parts;
    private final Optional<Wildcards> fixedPattern;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.fixedPattern = hasVariable() ? Optional.empty() : Optional.of(render(List.of()));
    }

    /** @throws PolicySyntaxException when a variable is not closed, unknown, or not allowed */
    static Template parse(String text, JsonPointer at) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            addText(parts, text.substring(from, open));
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new PolicySyntaxException(at, "a variable is not closed");
            }
            parts.add(variable(text.substring(open + OPEN.length(), close), at));
            from = close + 1;
        }
        addText(parts, text.substring(from));
        return new Template(parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(Kind.TEXT, text));
        }
    }

    private static Part variable(String name, JsonPointer at) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return new Part(Kind.ESCAPED, name);
        }
        if (name.indexOf(',') >= 0) {
            throw new PolicySyntaxException(at, "default values of variables are not supported");
        }
        return ConditionKeys.variable(name)
                .map(key -> new Part(Kind.VARIABLE, key))
                .orElseThrow(() -> new PolicySyntaxException(at, "the variable " + ConditionKeys.refusal(name)));
    }

    /**
     * The text with all variables replaced, stars and question marks being plain; empty when a variable is unresolved or the
     * budget is spent.
     */
    Optional<String> text(AccessRequest request, MatchingBudget budget) {
        return resolve(request, budget).map(values -> {
            StringBuilder text = new StringBuilder();
            int next = 0;
            for (Part part : parts) {
                text.append(part.kind() == Kind.VARIABLE ? values.get(next++) : part.text());
            }
            return text.toString();
        });
    }

    /**
     * The pattern with all variables replaced, stars and question marks being wildcards; empty when one is unresolved or the
     * budget is spent.
     */
    Optional<Wildcards> pattern(AccessRequest request, MatchingBudget budget) {
        return fixedPattern.isPresent()
                ? fixedPattern
                : resolve(request, budget).map(this::render);
    }

    /**
     * The text with the values of its variables in their place, for somebody else's evaluator; empty when a variable is
     * unresolved or the budget is spent. Wildcards and escapes stay as they are written.
     *
     * @throws PolicyRenderingException when a value holds a character that could work as anything but itself there
     */
    Optional<String> rendered(AccessRequest request, MatchingBudget budget) {
        return resolve(request, budget).map(values -> {
            StringBuilder text = new StringBuilder();
            int next = 0;
            for (Part part : parts) {
                switch (part.kind()) {
                    case TEXT -> text.append(part.text());
                    case ESCAPED -> text.append(OPEN).append(part.text()).append('}');
                    case VARIABLE -> text.append(plain(part.text(), values.get(next++)));
                }
            }
            return text.toString();
        });
    }

    private static String plain(String key, String value) {
        if (!PLAIN_VALUE.matcher(value).matches()) {
            throw new PolicyRenderingException(
                    "the value of " + key + " holds a character that a session policy cannot carry");
        }
        return value;
    }

    private Wildcards render(List<String> values) {
        Wildcards.Builder pattern = new Wildcards.Builder();
        int next = 0;
        for (Part part : parts) {
            switch (part.kind()) {
                case TEXT -> pattern.pattern(part.text());
                case ESCAPED -> pattern.literal(part.text());
                case VARIABLE -> pattern.literal(values.get(next++));
            }
        }
        return pattern.build();
    }

    /**
     * The values of the variables in their order. A key that is absent or has several values resolves nothing, nor does an
     * empty value: it would turn one user's folder into the folder of all.
     */
    private Optional<List<String>> resolve(AccessRequest request, MatchingBudget budget) {
        List<String> resolved = new ArrayList<>();
        for (Part part : parts) {
            if (part.kind() != Kind.VARIABLE) {
                if (!budget.take(part.text().length())) {
                    return Optional.empty();
                }
            } else {
                List<String> values = request.values(part.text());
                if (values.size() != 1
                        || values.get(0).isEmpty()
                        || !budget.take(values.get(0).length())) {
                    return Optional.empty();
                }
                resolved.add(values.get(0));
            }
        }
        return Optional.of(resolved);
    }

    /**
     * The template cut at its first five colons, as an ARN is; fewer than six when it has fewer colons. Colons inside of
     * variables do not count, neither those of a name nor those of a value.
     */
    List<Template> arnSegments() {
        List<Template> segments = new ArrayList<>();
        List<Part> segment = new ArrayList<>();
        for (Part part : parts) {
            if (part.kind() != Kind.TEXT) {
                segment.add(part);
                continue;
            }
            String[] pieces = part.text().split(":", ARN_SEGMENTS - segments.size());
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    segments.add(new Template(segment));
                    segment.clear();
                }
                addText(segment, pieces[i]);
            }
        }
        segments.add(new Template(segment));
        return segments;
    }

    /** Whether it has neither variables nor escapes. */
    boolean isText() {
        return parts.stream().allMatch(part -> part.kind() == Kind.TEXT);
    }

    /** Whether it is exactly this text, without variables and escapes. */
    boolean isText(String text) {
        return isText() && source().equals(text);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean hasWildcard() {
        return parts.stream()
                .anyMatch(part -> part.kind() == Kind.TEXT
                        && (part.text().indexOf('*') >= 0 || part.text().indexOf('?') >= 0));
    }

    private boolean hasVariable() {
        return parts.stream().anyMatch(part -> part.kind() == Kind.VARIABLE);
    }

    private String source() {
        StringBuilder source = new StringBuilder();
        parts.forEach(part -> source.append(part.text()));
        return source.toString();
    }
}
