package io.cloakpool.aws.query;

import io.cloakpool.aws.query.QueryInputException.Kind;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.aws.validation.ValidationMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The input of an AWS Query operation, for its decoder to read parameter by parameter. As AWS does, parameters that
 * nobody asks for are ignored; unlike JSON, an empty value is there and counts. Lists stand as {@code Name.member.1},
 * {@code Name.member.2} and so on, without a gap.
 *
 * <p>Every accessor throws {@link QueryInputException} of kind {@code VALIDATION}, with the message that AWS gives
 * ({@code 1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: …}).
 */
public final class QueryInput {
    private static final StringRule NUMBER = StringRule.length(1, 18).matching("-?[0-9]+");
    private static final StringRule ANY = StringRule.length(0, Integer.MAX_VALUE);

    private final Map<String, String> parameters;
    private final String prefix;

    private QueryInput(Map<String, String> parameters, String prefix) {
        this.parameters = parameters;
        this.prefix = prefix;
    }

    /**
     * Reads a form body: at most 1,000 parameters, names to 512 and values to 131,072 characters, none twice, escapes
     * well-formed and UTF-8.
     *
     * @param formBody its size is bounded by the caller
     * @throws QueryInputException of kind {@code MALFORMED} when it is anything else
     */
    public static QueryInput parse(byte[] formBody) {
        return new QueryInput(FormBody.parse(formBody), "");
    }

    /** The operation that is asked for; {@code MISSING_ACTION} without one. */
    public String action() {
        return Optional.ofNullable(parameters.get("Action"))
                .filter(action -> !action.isEmpty())
                .orElseThrow(() -> new QueryInputException(Kind.MISSING_ACTION, "Action is missing"));
    }

    /** Refuses any other {@code Version} than this one, for STS {@code 2011-06-15}. */
    public void requireVersion(String version) {
        if (!version.equals(parameters.get("Version"))) {
            throw new QueryInputException(Kind.VERSION, "Version must be " + version);
        }
    }

    /** Whether a parameter is there, be it empty. */
    public boolean has(String name) {
        return parameters.containsKey(prefix + name);
    }

    /** A string that must be there. */
    public String requiredString(String name, StringRule rule) {
        return optionalString(name, rule).orElseThrow(() -> invalid(ValidationMessages.missing(path(name))));
    }

    /** A string that may be absent. */
    public Optional<String> optionalString(String name, StringRule rule) {
        Optional<String> value = Optional.ofNullable(parameters.get(prefix + name));
        value.ifPresent(text -> rule.brokenBy(text).ifPresent(constraint -> {
            throw invalid(ValidationMessages.value(text, path(name), constraint, rule));
        }));
        return value;
    }

    /** A whole number from {@code min} to {@code max} that may be absent. */
    public Optional<Integer> optionalInteger(String name, int min, int max) {
        return optionalString(name, NUMBER).map(text -> {
            long value = Long.parseLong(text);
            if (value < min) {
                throw invalid(ValidationMessages.value(
                        text, path(name), "Member must have value greater than or equal to " + min, ANY));
            }
            if (value > max) {
                throw invalid(ValidationMessages.value(
                        text, path(name), "Member must have value less than or equal to " + max, ANY));
            }
            return (int) value;
        });
    }

    /** A list of strings ({@code Name.member.N}); empty when absent. */
    public List<String> stringList(String name, int maxEntries, StringRule rule) {
        List<String> result = new ArrayList<>();
        for (String member : members(name, maxEntries)) {
            result.add(requiredString(member, rule));
        }
        return result;
    }

    /** A list of structures ({@code Name.member.N.Field}); empty when absent. */
    public List<QueryInput> structureList(String name, int maxEntries) {
        List<QueryInput> result = new ArrayList<>();
        for (String member : members(name, maxEntries)) {
            result.add(new QueryInput(parameters, prefix + member + "."));
        }
        return result;
    }

    /**
     * Refuses parameters of the AWS model that this service does not serve, and lists and structures of that name.
     *
     * @throws QueryInputException of kind {@code UNSUPPORTED_PARAMETER}, naming the first one that is set
     */
    public void refuse(String... names) {
        for (String name : names) {
            if (has(name) || parameters.keySet().stream().anyMatch(key -> key.startsWith(prefix + name + "."))) {
                throw new QueryInputException(Kind.UNSUPPORTED_PARAMETER, "Parameter " + name + " is not supported");
            }
        }
    }

    /** The names {@code Name.member.N} that are there, after checking that they count from 1 without a gap. */
    private List<String> members(String name, int maxEntries) {
        String start = prefix + name + ".member.";
        Set<String> indexes = new HashSet<>();
        for (String key : parameters.keySet()) {
            if (key.startsWith(start)) {
                String rest = key.substring(start.length());
                int dot = rest.indexOf('.');
                indexes.add(dot < 0 ? rest : rest.substring(0, dot));
            }
        }
        if (indexes.size() > maxEntries) {
            throw invalid(ValidationMessages.value(
                    path(name), "Member must have length less than or equal to " + maxEntries));
        }
        List<String> members = new ArrayList<>();
        for (int i = 1; i <= indexes.size(); i++) {
            if (!indexes.contains(Integer.toString(i))) {
                throw invalid(ValidationMessages.value(path(name), "Members must be numbered from 1 without a gap"));
            }
            members.add(name + ".member." + i);
        }
        return members;
    }

    private String path(String name) {
        return ValidationMessages.path(prefix + name);
    }

    private static QueryInputException invalid(String message) {
        return new QueryInputException(Kind.VALIDATION, message);
    }
}
