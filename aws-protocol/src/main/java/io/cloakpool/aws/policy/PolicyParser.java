package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;
import io.cloakpool.aws.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads policy documents and refuses whatever this package does not evaluate. */
final class PolicyParser {
    private static final String VERSION = "2012-10-17";
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]{1,128}");
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]{1,63}:[A-Za-z0-9*?]{1,128}");
    private static final int ARN_SEGMENTS = 6;

    private PolicyParser() {}

    static PolicyDocument parse(String json, int maxCharacters) {
        if (json.length() > maxCharacters) {
            throw new PolicySyntaxException(
                    JsonPointer.empty(),
                    "a policy may have " + maxCharacters + " characters, this has " + json.length());
        }
        JsonValue document = JsonValue.parse(json);
        document.requireMembers(DOCUMENT);
        JsonValue version = document.required("Version");
        version.require(version.text().equals(VERSION), "must be " + VERSION);
        document.member("Id").ifPresent(JsonValue::text);

        Set<String> sids = new HashSet<>();
        List<Statement> statements = new ArrayList<>();
        for (JsonValue value : document.required("Statement").elements()) {
            statements.add(statement(value, sids));
        }
        return new PolicyDocument(document, statements);
    }

    private static Statement statement(JsonValue value, Set<String> sids) {
        value.requireMembers(STATEMENT);
        String label =
                value.member("Sid").map(sid -> sid(sid, sids)).orElse(value.at().toString());
        Effect effect = effect(value.required("Effect"));
        JsonValue actions = eitherOf(value, "Action", "NotAction");
        JsonValue resources = eitherOf(value, "Resource", "NotResource");
        return new Statement(
                label,
                effect,
                value.member("NotAction").isPresent(),
                actions.elements().stream().map(PolicyParser::action).toList(),
                value.member("NotResource").isPresent(),
                resources.elements().stream().map(PolicyParser::resource).toList(),
                value.member("Condition").map(ConditionParser::parse).orElse(List.of()));
    }

    private static String sid(JsonValue value, Set<String> sids) {
        String sid = value.text();
        value.require(SID.matcher(sid).matches(), "must be 1 to 128 ASCII letters and digits");
        value.require(sids.add(sid), "is the Sid of another statement");
        return sid;
    }

    private static Effect effect(JsonValue value) {
        return switch (value.text()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw value.error("must be Allow or Deny");
        };
    }

    private static JsonValue eitherOf(JsonValue statement, String name, String notName) {
        Optional<JsonValue> member = statement.member(name);
        Optional<JsonValue> notMember = statement.member(notName);
        statement.require(
                member.isPresent() != notMember.isPresent(), "must have exactly one of " + name + " and " + notName);
        return member.or(() -> notMember).orElseThrow();
    }

    private static Wildcards action(JsonValue value) {
        String action = value.text();
        value.require(
                ACTION.matcher(action).matches(),
                "must be * or service:action, where the action may hold wildcards and nothing holds variables");
        return Wildcards.of(Wildcards.foldCase(action));
    }

    /** {@code *} or an ARN. Variables stand only in its last part, as in IAM, so that no value chooses service or account. */
    private static Template resource(JsonValue value) {
        Template template = Template.parse(value.text(), value.at());
        if (template.isText("*")) {
            return template;
        }
        List<Template> segments = template.arnSegments();
        value.require(
                segments.size() == ARN_SEGMENTS && segments.get(0).isText("arn"),
                "must be * or an ARN: arn and five more parts, separated by colons");
        value.require(
                segments.stream().limit(ARN_SEGMENTS - 1).allMatch(Template::isText),
                "variables may stand only behind the fifth colon");
        Template service = segments.get(2);
        value.require(!service.isEmpty() && !service.hasWildcard(), "must name its service without wildcards");
        value.require(!segments.get(ARN_SEGMENTS - 1).isEmpty(), "names nothing behind the fifth colon");
        return template;
    }
}
