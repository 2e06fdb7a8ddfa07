package io.cloakpool.aws.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts what is known of a session into a statement. What cannot be known keeps an Allow from matching and makes a Deny match,
 * as {@link PolicyEvaluator} has it.
 */
final class StatementRenderer {
    private static final Glob EVERYTHING = SessionPolicyRenderer.pattern("*");

    private final AccessRequest session;
    private final MatchingBudget budget = MatchingBudget.ofOneDecision();

    /** @param session whose context has the keys of the session; its action and resource are not looked at */
    StatementRenderer(AccessRequest session) {
        this.session = session;
    }

    /** The statement for this session; empty when it never applies. */
    Optional<RenderedStatement> render(JsonValue statement) {
        Statement.Effect effect =
                statement.required("Effect").text().equals("Deny") ? Statement.Effect.DENY : Statement.Effect.ALLOW;
        Optional<GlobSet> resources = resources(statement, effect);
        Optional<RenderedConditions> conditions = conditions(statement, effect);
        if (resources.isEmpty() || conditions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RenderedStatement(effect, actions(statement), resources.get(), conditions.get()));
    }

    private static GlobSet actions(JsonValue statement) {
        boolean excluded = statement.member("NotAction").isPresent();
        return GlobSet.of(
                excluded,
                statement.required(excluded ? "NotAction" : "Action").elements().stream()
                        .map(action -> Glob.of(Wildcards.of(action.text()), true))
                        .toList());
    }

    private Optional<GlobSet> resources(JsonValue statement, Statement.Effect effect) {
        boolean excluded = statement.member("NotResource").isPresent();
        boolean unresolved = false;
        List<Glob> globs = new ArrayList<>();
        for (JsonValue value :
                statement.required(excluded ? "NotResource" : "Resource").elements()) {
            Optional<String> text = rendered(value);
            unresolved |= text.isEmpty();
            text.map(SessionPolicyRenderer::pattern).ifPresent(globs::add);
        }
        if (unresolved && effect == Statement.Effect.DENY && (!excluded || globs.isEmpty())) {
            return Optional.of(GlobSet.of(false, List.of(EVERYTHING)));
        }
        if (unresolved && effect == Statement.Effect.ALLOW && (excluded || globs.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(GlobSet.of(excluded, globs));
    }

    private Optional<RenderedConditions> conditions(JsonValue statement, Statement.Effect effect) {
        RenderedConditions conditions = RenderedConditions.none();
        Optional<JsonValue> block = statement.member("Condition");
        if (block.isEmpty()) {
            return Optional.of(conditions);
        }
        for (String operator : block.get().members()) {
            JsonValue tests = block.get().required(operator);
            for (String name : tests.members()) {
                Optional<Match> known = ConditionKeys.conditionKey(name)
                        .filter(ConditionKeys::isOfSession)
                        .map(key -> evaluate(operator, name, tests.required(name)));
                Match match = known.orElseGet(() -> keep(conditions, operator, name, tests.required(name)));
                if (match == Match.NO || (match == Match.UNDECIDED && effect == Statement.Effect.ALLOW)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(conditions);
    }

    private Match evaluate(String operator, String key, JsonValue values) {
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        block.putObject(operator).set(key, values.node());
        return ConditionParser.parse(new JsonValue(block, values.at())).stream()
                .map(condition -> condition.evaluate(session, budget))
                .reduce(Match.YES, Match::and);
    }

    /** Leaves a condition to the service; one with a variable that nothing resolves can be left to nobody. */
    private Match keep(RenderedConditions conditions, String operator, String name, JsonValue values) {
        List<String> rendered = new ArrayList<>();
        for (JsonValue value : values.elements()) {
            Optional<String> text = value.node().isTextual()
                    ? rendered(value)
                    : Optional.of(value.node().asText());
            if (text.isEmpty()) {
                return Match.UNDECIDED;
            }
            rendered.add(text.get());
        }
        conditions.add(operator, ConditionKeys.spelled(ConditionKeys.canonical(name)), rendered);
        return Match.YES;
    }

    private Optional<String> rendered(JsonValue value) {
        return Template.parse(value.text(), value.at()).rendered(session, budget);
    }
}
