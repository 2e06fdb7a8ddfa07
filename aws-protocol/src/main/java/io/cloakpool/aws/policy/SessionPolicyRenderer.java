package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes policies that narrow each other as the one session policy that an STS takes, for one session. It allows exactly what
 * {@link PolicyEvaluator#intersect(List, AccessRequest)} allows in that session: what belongs to the session (identity, pool,
 * tags) is put in or decided here, so that the STS need not know such variables; what belongs to a request (address, listed
 * prefix) stays a condition.
 *
 * <p>Where that cannot be said by one policy, or not in {@value PolicyLimits#SESSION_POLICY_CHARACTERS} characters, nothing is
 * written: a session policy that allows something else is none. An Allow is left out where one of the values of a condition of its request is
 * unresolved, though another could still match.
 */
public final class SessionPolicyRenderer {
    private static final JsonMapper JSON = JsonMapper.builder()
            // The API takes Latin-1 only.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final int ARN_PARTS = 6;
    private static final int MAX_STATEMENTS = 200;
    private static final AccessRequest NOTHING = new AccessRequest("", "", Map.of());

    private SessionPolicyRenderer() {}

    /**
     * The session policy, as compact JSON in ASCII.
     *
     * @param documents at least one; each must allow, and a Deny of any of them wins
     * @param session the keys of {@link ConditionKeys} that belong to the session, with their values
     * @throws PolicyRenderingException when there is no such policy, or only a longer one
     */
    public static String render(List<PolicyDocument> documents, Map<String, List<String>> session) {
        StatementRenderer renderer = new StatementRenderer(new AccessRequest("", "", session));
        RenderingBudget budget = new RenderingBudget();
        Set<RenderedStatement> denials = new LinkedHashSet<>();
        List<RenderedStatement> allowed = null;
        for (PolicyDocument document : documents) {
            List<RenderedStatement> allows = new ArrayList<>();
            for (JsonValue statement : document.source().required("Statement").elements()) {
                renderer.render(statement)
                        .ifPresent(rendered ->
                                (rendered.effect() == Statement.Effect.DENY ? denials : allows).add(rendered));
            }
            allowed = allowed == null ? allows : intersect(allowed, allows, budget);
        }
        return write(allowed == null ? List.of() : allowed, denials);
    }

    private static List<RenderedStatement> intersect(
            List<RenderedStatement> one, List<RenderedStatement> other, RenderingBudget budget) {
        Set<RenderedStatement> common = new LinkedHashSet<>();
        for (RenderedStatement left : one) {
            for (RenderedStatement right : other) {
                left.and(right, budget).ifPresent(common::add);
            }
        }
        return List.copyOf(common);
    }

    private static String write(List<RenderedStatement> allowed, Set<RenderedStatement> denials) {
        if (allowed.size() + denials.size() > MAX_STATEMENTS) {
            throw tooLong();
        }
        ObjectNode policy = JSON.createObjectNode();
        policy.put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        if (allowed.isEmpty()) {
            statements.addObject().put("Effect", "Deny").put("Action", "*").put("Resource", "*");
        } else {
            allowed.forEach(statement -> write(statements.addObject(), "Allow", statement));
            denials.forEach(statement -> write(statements.addObject(), "Deny", statement));
        }
        String text = print(policy);
        if (text.length() > PolicyLimits.SESSION_POLICY_CHARACTERS) {
            throw tooLong();
        }
        return text;
    }

    private static PolicyRenderingException tooLong() {
        return new PolicyRenderingException("the session policy has more than " + PolicyLimits.SESSION_POLICY_CHARACTERS
                + " characters once it is written for this identity");
    }

    private static void write(ObjectNode json, String effect, RenderedStatement statement) {
        json.put("Effect", effect);
        write(json, "Action", statement.actions());
        write(json, "Resource", statement.resources());
        if (!statement.conditions().operators().isEmpty()) {
            ObjectNode block = json.putObject("Condition");
            statement.conditions().operators().forEach((operator, keys) -> {
                ObjectNode tests = block.putObject(operator);
                keys.forEach((key, values) -> write(tests, key, values));
            });
        }
    }

    private static void write(ObjectNode json, String name, GlobSet set) {
        write(
                json,
                set.excluded() ? "Not" + name : name,
                set.globs().stream().map(Glob::text).toList());
    }

    private static void write(ObjectNode json, String name, List<String> values) {
        if (values.size() == 1) {
            json.put(name, values.get(0));
        } else {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        }
    }

    /**
     * The policy with a question mark for each colon in the last part of its resources, for services that read no resource with a
     * colon there, which identity ids have. Each such pattern then also takes the names with any other one character in that place.
     *
     * @param policy of {@link #render}
     */
    public static String withoutColons(String policy) {
        JsonValue document = JsonValue.parse(policy);
        for (JsonValue statement : document.required("Statement").elements()) {
            ObjectNode node = (ObjectNode) statement.node();
            for (String name : List.of("Resource", "NotResource")) {
                statement
                        .member(name)
                        .ifPresent(resources -> write(
                                node,
                                name,
                                resources.elements().stream()
                                        .map(resource -> withoutColon(resource.text()))
                                        .toList()));
            }
        }
        return print((ObjectNode) document.node());
    }

    private static String withoutColon(String resource) {
        String[] parts = resource.split(":", ARN_PARTS);
        if (parts.length == ARN_PARTS) {
            parts[ARN_PARTS - 1] = parts[ARN_PARTS - 1].replace(':', '?');
        }
        return String.join(":", parts);
    }

    /** A pattern without variables. */
    static Glob pattern(String text) {
        return Glob.of(
                Template.parse(text, JsonPointer.empty())
                        .pattern(NOTHING, MatchingBudget.unlimited())
                        .orElseThrow(),
                false);
    }

    private static String print(ObjectNode policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is JSON", e);
        }
    }
}
