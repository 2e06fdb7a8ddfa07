package io.cloakpool.aws.policy;

import java.util.List;

/** A policy that {@link PolicyEvaluator} can decide by. The package description states what such a policy may hold. */
public final class PolicyDocument {
    private final JsonValue source;
    private final List<Statement> statements;

    /** @param source what the statements were read from */
    PolicyDocument(JsonValue source, List<Statement> statements) {
        this.source = source;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads the policy of a role, or its session-policy template.
     *
     * @throws PolicySyntaxException when the text has more than {@value PolicyLimits#ROLE_POLICY_CHARACTERS} characters, is
     *     no policy, or uses anything outside the supported subset
     */
    public static PolicyDocument parse(String json) {
        return PolicyParser.parse(json, PolicyLimits.ROLE_POLICY_CHARACTERS);
    }

    /**
     * Reads a policy that a caller passes to narrow a session.
     *
     * @throws PolicySyntaxException when the text has more than {@value PolicyLimits#SESSION_POLICY_CHARACTERS} characters,
     *     is no policy, or uses anything outside the supported subset
     */
    public static PolicyDocument parseSessionPolicy(String json) {
        return PolicyParser.parse(json, PolicyLimits.SESSION_POLICY_CHARACTERS);
    }

    JsonValue source() {
        return source;
    }

    List<Statement> statements() {
        return statements;
    }
}
