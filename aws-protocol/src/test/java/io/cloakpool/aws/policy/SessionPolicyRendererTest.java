package io.cloakpool.aws.policy;

import static io.cloakpool.aws.policy.TestPolicies.policy;
import static io.cloakpool.aws.policy.TestPolicies.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionPolicyRendererTest {
    private static final String ID = "us-east-1:11111111-2222-3333-4444-555555555555";
    private static final Map<String, List<String>> SESSION = Map.of(
            ConditionKeys.COGNITO_SUB,
            List.of(ID),
            ConditionKeys.COGNITO_AMR,
            List.of("authenticated", "provider"),
            "aws:PrincipalTag/team",
            List.of("red"));
    private static final long SEED = 20_261_127L;
    private static final int ROUNDS = 800;

    @Test
    void values_of_the_session_take_the_place_of_their_variables() {
        assertThat(render(policy(statement(
                        "Allow",
                        "s3:GetObject",
                        "arn:aws:s3:::b/${aws:PrincipalTag/team}/${cognito-identity.amazonaws.com:sub}/*"))))
                .isEqualTo(json(statement("Allow", "s3:GetObject", "arn:aws:s3:::b/red/" + ID + "/*")));
    }

    @Test
    void what_all_policies_allow_is_written_once() {
        assertThat(render(
                        policy(statement("Allow", "s3:*Object", "arn:aws:s3:::b/*")),
                        policy(statement("Allow", "s3:Get*", "arn:aws:s3:::*/public/*")),
                        policy(statement("Allow", "S3:GETOBJECT", "*"))))
                .isEqualTo(
                        json(
                                "{'Effect':'Allow','Action':'S3:GETOBJECT','Resource':['arn:aws:s3:::b/public/*','arn:aws:s3:::b/*/public/*']}"));
    }

    @Test
    void nothing_in_common_denies_everything() {
        String nothing = json(statement("Deny", "*", "*"));

        assertThat(render(
                        policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::b/*")),
                        policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::c/*"))))
                .isEqualTo(nothing);
        assertThat(render(policy(statement("Allow", "s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/none}/*"))))
                .isEqualTo(nothing);
    }

    @Test
    void denials_of_all_policies_are_kept_and_widen_where_a_variable_is_unresolved() {
        assertThat(render(
                        policy(
                                statement("Allow", "s3:*", "*"),
                                statement("Deny", "s3:DeleteObject", "arn:aws:s3:::b/${aws:PrincipalTag/none}")),
                        policy(
                                statement("Allow", "*", "*"),
                                "{'Effect':'Deny','Action':'s3:Put*','NotResource':'arn:aws:s3:::b/x'}")))
                .isEqualTo(json(
                        statement("Allow", "s3:*", "*"),
                        statement("Deny", "s3:DeleteObject", "*"),
                        "{'Effect':'Deny','Action':'s3:Put*','NotResource':'arn:aws:s3:::b/x'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'StringEquals':{'aws:PrincipalTag/team':'red'}} | true",
                "{'StringEquals':{'aws:principaltag/TEAM':'blue'}} | false",
                "{'StringEquals':{'aws:PrincipalTag/none':'red'}} | false",
                "{'Null':{'aws:PrincipalTag/none':'true'}} | true",
                "{'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'auth*'}} | true",
                "{'ForAllValues:StringEquals':{'cognito-identity.amazonaws.com:amr':'authenticated'}} | false"
            })
    void conditions_about_the_session_are_decided_here(String condition, boolean holds) {
        assertThat(render(policy(TestPolicies.when("Allow", condition))))
                .isEqualTo(json(holds ? statement("Allow", "*", "*") : statement("Deny", "*", "*")));
    }

    @Test
    void conditions_about_the_request_stay_in_the_spelling_of_aws() {
        assertThat(render(
                        policy(TestPolicies.when("Allow", "{'StringLike':{'S3:Prefix':'${aws:PrincipalTag/team}/*'}}")),
                        policy(TestPolicies.when(
                                "Allow", "{'StringLike':{'s3:prefix':'red/a*'},'Bool':{'aws:securetransport':true}}"))))
                .isEqualTo(json(TestPolicies.when(
                        "Allow", "{'Bool':{'aws:SecureTransport':'true'},'StringLike':{'s3:prefix':'red/a*'}}")));
    }

    @Test
    void conditions_that_one_statement_cannot_say_are_refused() {
        refused(
                "test one condition key",
                policy(TestPolicies.when("Allow", "{'NumericLessThan':{'s3:max-keys':5}}")),
                policy(TestPolicies.when("Allow", "{'NumericLessThan':{'s3:max-keys':9}}")));
    }

    @Test
    void exceptions_that_no_pattern_can_say_are_refused() {
        refused(
                "NotAction or NotResource",
                policy("{'Effect':'Allow','NotAction':'s3:GetObject','Resource':'*'}"),
                policy(statement("Allow", "s3:Get*", "*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "?", "a$b", "${x}", "a{b", "a\"b", "\u0000", "a\\b", "a\nb"})
    void a_value_that_could_become_a_pattern_is_refused_and_not_shown(String value) {
        PolicyDocument document = policy(statement("Allow", "s3:*", "arn:aws:s3:::b/${aws:PrincipalTag/t}/*"));
        assertThatExceptionOfType(PolicyRenderingException.class)
                .isThrownBy(() ->
                        SessionPolicyRenderer.render(List.of(document), Map.of("aws:PrincipalTag/t", List.of(value))))
                .withMessage("the value of aws:principaltag/t holds a character that a session policy cannot carry");
    }

    @Test
    void a_policy_of_more_than_2048_characters_is_refused() {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            resources.add("'arn:aws:s3:::bucket-number-%04d/*'".formatted(i));
        }
        refused("more than 2048 characters", policy("{'Effect':'Allow','Action':'s3:*','Resource':" + resources + "}"));
    }

    @Test
    void patterns_made_to_be_costly_are_refused() {
        String one = "a*".repeat(120);
        String two = "*a?*".repeat(60);
        refused(
                "overlap in too many ways",
                policy(statement("Allow", "s3:*", "arn:aws:s3:::b/" + one + "x")),
                policy(statement("Allow", "s3:*", "arn:aws:s3:::b/" + two + "y*x")));
    }

    @Test
    void escapes_stay_escapes_and_everything_is_ascii() {
        assertThat(render(policy(statement("Allow", "s3:*", "arn:aws:s3:::b/${*}${?}${$}{x}/ü*"))))
                .isEqualTo(json(statement("Allow", "s3:*", "arn:aws:s3:::b/${*}${?}${$}{x}/\\u00FC*")));
    }

    /** The policy that is written is read by the same evaluator, which then knows nothing of the session. */
    @Test
    void what_is_written_allows_exactly_what_the_policies_allow_together() {
        Random random = new Random(SEED);
        int allowed = 0;
        int written = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<PolicyDocument> documents = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); documents.size() < count; ) {
                documents.add(RandomPolicies.document(random));
            }
            boolean resolved = random.nextInt(4) > 0;
            Map<String, List<String>> session =
                    resolved ? Map.of("aws:PrincipalTag/t", List.of(random.nextBoolean() ? "a" : "b")) : Map.of();
            String policy;
            try {
                policy = SessionPolicyRenderer.render(documents, session);
            } catch (PolicyRenderingException e) {
                continue;
            }
            written++;
            PolicyDocument read = PolicyDocument.parseSessionPolicy(policy);
            for (int asked = 0; asked < 12; asked++) {
                AccessRequest request = RandomPolicies.request(random);
                Map<String, List<String>> whole = new HashMap<>(request.context());
                whole.putAll(session);
                AccessRequest asSession = new AccessRequest(request.action(), request.resource(), whole);
                boolean expected =
                        PolicyEvaluator.intersect(documents, asSession).allowed();
                boolean actual = PolicyEvaluator.evaluate(read, request).allowed();
                allowed += actual ? 1 : 0;
                assertThat((actual && !expected) || (resolved && actual != expected))
                        .as("seed %d, round %d: %s allows %s where it should %s", SEED, i, policy, request, expected)
                        .isFalse();
            }
        }
        assertThat(written).as("rounds in which a policy was written").isGreaterThan(ROUNDS / 2);
        assertThat(allowed).as("requests that were allowed").isGreaterThan(200);
    }

    private static String render(PolicyDocument... documents) {
        return SessionPolicyRenderer.render(List.of(documents), SESSION);
    }

    private static void refused(String why, PolicyDocument... documents) {
        assertThatExceptionOfType(PolicyRenderingException.class)
                .isThrownBy(() -> render(documents))
                .withMessageContaining(why);
    }

    private static String json(String... statements) {
        return TestPolicies.json(statements);
    }
}
