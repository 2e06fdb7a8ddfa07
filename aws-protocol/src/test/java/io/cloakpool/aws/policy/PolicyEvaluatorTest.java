package io.cloakpool.aws.policy;

import static io.cloakpool.aws.policy.TestPolicies.get;
import static io.cloakpool.aws.policy.TestPolicies.policy;
import static io.cloakpool.aws.policy.TestPolicies.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.Decision.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEvaluatorTest {
    private static final AccessRequest GET = get("arn:aws:s3:::b/k");
    private static final String ALLOW = statement("Allow", "s3:*", "arn:aws:s3:::b/*");
    private static final String ALLOW_NAMED = "{'Sid':'Read','Effect':'Allow','Action':'s3:Get*','Resource':'*'}";
    private static final String DENY = statement("Deny", "*", "arn:aws:s3:::b/k");
    private static final String OTHER = statement("Allow", "s3:PutObject", "*");

    @Test
    void allow_that_matches_permits_and_is_named() {
        assertThat(PolicyEvaluator.evaluate(policy(OTHER, ALLOW), GET))
                .isEqualTo(new Decision(Outcome.ALLOWED, "/Statement/1"));
        assertThat(PolicyEvaluator.evaluate(policy(ALLOW_NAMED, ALLOW), GET))
                .isEqualTo(new Decision(Outcome.ALLOWED, "Read"));
    }

    @Test
    void deny_wins_in_any_order_and_is_named() {
        assertThat(PolicyEvaluator.evaluate(policy(ALLOW, DENY), GET))
                .isEqualTo(new Decision(Outcome.EXPLICITLY_DENIED, "/Statement/1"));
        assertThat(PolicyEvaluator.evaluate(policy(DENY, ALLOW), GET))
                .isEqualTo(new Decision(Outcome.EXPLICITLY_DENIED, "/Statement/0"));
    }

    @Test
    void nothing_that_matches_denies_without_a_statement() {
        Decision decision = PolicyEvaluator.evaluate(policy(OTHER), GET);
        assertThat(decision).isEqualTo(new Decision(Outcome.IMPLICITLY_DENIED, null));
        assertThat(decision.allowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Resource':'arn:aws:s3:::b/*' | true",
                "'Resource':'*' | true",
                "'Resource':['arn:aws:s3:::b/a*','arn:aws:s3:::*/*'] | true",
                "'Resource':'arn:aws:s3:::b/a*' | false",
                "'Resource':'arn:aws:s3:::b/?' | false",
                "'Resource':'arn:aws:s3:::b/?*' | false",
                "'NotResource':'arn:aws:s3:::b/secret/*' | false",
                "'Resource':'*','Condition':{'Null':{'s3:VersionId':'true'}} | false",
                "'Resource':'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*' | false"
            })
    void what_is_not_known_is_allowed_only_when_everything_is(String elements, boolean allowed) {
        AccessRequest every = get("arn:aws:s3:::b/");
        String statement = "{'Effect':'Allow','Action':'s3:*'," + elements + "}";

        assertThat(PolicyEvaluator.allowsEvery(List.of(policy(statement)), every))
                .isEqualTo(allowed);
        assertThat(PolicyEvaluator.allowsEvery(List.of(policy(statement), policy(OTHER)), every))
                .as("a document without a fitting Allow")
                .isFalse();
        assertThat(PolicyEvaluator.allowsEvery(List.of(policy(statement, DENY)), every))
                .as("a Deny for a part")
                .isFalse();
        assertThat(PolicyEvaluator.allowsEvery(List.of(), every)).isFalse();
    }

    @Test
    void a_spent_budget_allows_nothing_and_denies_what_it_might() {
        MatchingBudget spent = MatchingBudget.of(0);

        assertThat(PolicyEvaluator.intersect(List.of(policy(ALLOW)), GET, spent).allowed())
                .isFalse();
        assertThat(PolicyEvaluator.intersect(List.of(policy(ALLOW, DENY)), GET, spent)
                        .outcome())
                .isEqualTo(Outcome.EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringLike':{'s3:prefix':'*%sb'}",
                "'StringNotLike':{'s3:prefix':'*%sb'}",
                "'ArnLike':{'s3:prefix':'arn:aws:s3:::*%sb'}",
                "'ForAllValues:StringLike':{'s3:prefix':'*%sb'}",
                "'StringEquals':{'s3:prefix':['%1$sb','%1$sc','%1$sd','%1$se','%1$sf']}",
                "'StringEquals':{'s3:prefix':'${aws:PrincipalTag/long}${aws:PrincipalTag/long}%s'}"
            })
    void conditions_made_to_be_slow_stay_within_the_budget(String condition) {
        String hostile = "{'Effect':'%s','Action':'s3:GetObject','Resource':'*','Condition':{"
                + condition.formatted("a".repeat(50)) + "}}";
        AccessRequest request = new AccessRequest(
                "s3:GetObject",
                "arn:aws:s3:::b/k",
                Map.of(
                        "s3:prefix", List.of("arn:aws:s3:::" + "a".repeat(300)),
                        "aws:PrincipalTag/long", List.of("x".repeat(256))));
        MatchingBudget few = MatchingBudget.of(700);

        assertThat(PolicyEvaluator.intersect(List.of(policy(hostile.formatted("Allow"))), request, few)
                        .allowed())
                .isFalse();
        assertThat(few.takeStep()).as("steps left").isFalse();
        assertThat(PolicyEvaluator.intersect(
                                List.of(policy(ALLOW, hostile.formatted("Deny"))), request, MatchingBudget.of(700))
                        .outcome())
                .as("a Deny that could not be decided")
                .isEqualTo(Outcome.EXPLICITLY_DENIED);
    }

    @Test
    void actions_count_too() {
        String hostile = "{'Effect':'Allow','Action':['s3:*" + "a".repeat(40) + "b','s3:*'],'Resource':'*'}";
        AccessRequest request = new AccessRequest("s3:" + "a".repeat(60), "arn:aws:s3:::b/k", Map.of());

        assertThat(PolicyEvaluator.evaluate(policy(hostile), request).allowed()).isTrue();
        assertThat(PolicyEvaluator.intersect(List.of(policy(hostile)), request, MatchingBudget.of(100))
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action    | s3:GetObject | s3:GetObject | true",
                "Action    | S3:getobject | s3:GetObject | true",
                "Action    | s3:Get*      | s3:GETOBJECT | true",
                "Action    | s3:Get?bject | s3:GetObject | true",
                "Action    | s3:Get*      | s3:PutObject | false",
                "Action    | s3:*         | sts:GetCallerIdentity | false",
                "Action    | *            | sts:GetCallerIdentity | true",
                "NotAction | s3:Get*      | s3:PutObject | true",
                "NotAction | s3:GET*      | s3:GetObject | false"
            })
    void actions_match_without_regard_to_case(String element, String pattern, String action, boolean allowed) {
        PolicyDocument document = policy("{'Effect':'Allow','" + element + "':'" + pattern + "','Resource':'*'}");
        AccessRequest request = new AccessRequest(action, "arn:aws:s3:::b", Map.of());
        assertThat(PolicyEvaluator.evaluate(document, request).allowed()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Resource    | *                     | anything                 | true",
                "Resource    | arn:aws:s3:::b        | arn:aws:s3:::b           | true",
                "Resource    | arn:aws:s3:::b        | arn:aws:s3:::b/k         | false",
                "Resource    | arn:aws:s3:::b/*      | arn:aws:s3:::b/a//b:c    | true",
                "Resource    | arn:aws:s3:::b/*      | arn:aws:s3:::b           | false",
                "Resource    | arn:aws:s3:::B/*      | arn:aws:s3:::b/k         | false",
                "Resource    | arn:aws:s3:::b/${*}   | arn:aws:s3:::b/k         | false",
                "Resource    | arn:aws:s3:::b/${*}   | arn:aws:s3:::b/*         | true",
                "Resource    | arn:aws:s3:::b/x      | arn:aws:s3:::b/*         | false",
                "Resource    | arn:aws:s3:*:1:b      | arn:aws:s3:a:b:1:b       | true",
                "NotResource | arn:aws:s3:::b/*      | arn:aws:s3:::b/k         | false",
                "NotResource | arn:aws:s3:::b/*      | arn:aws:s3:::c/k         | true"
            })
    void resources_match_with_regard_to_case(String element, String pattern, String resource, boolean allowed) {
        PolicyDocument document = policy("{'Effect':'Allow','Action':'*','" + element + "':'" + pattern + "'}");
        assertThat(PolicyEvaluator.evaluate(document, get(resource)).allowed()).isEqualTo(allowed);
    }

    @Test
    void all_conditions_of_a_statement_have_to_hold() {
        PolicyDocument document = policy(TestPolicies.when(
                "Allow", "{'StringEquals':{'s3:prefix':'p','s3:delimiter':'/'},'Bool':{'aws:SecureTransport':true}}"));
        Map<String, List<String>> all =
                Map.of("s3:prefix", List.of("p"), "s3:delimiter", List.of("/"), "aws:SecureTransport", List.of("true"));
        assertThat(PolicyEvaluator.evaluate(document, get("r", all)).allowed()).isTrue();
        for (String missing : all.keySet()) {
            Map<String, List<String>> context = new HashMap<>(all);
            context.remove(missing);
            assertThat(PolicyEvaluator.evaluate(document, get("r", context)).allowed())
                    .as("without %s", missing)
                    .isFalse();
        }
    }

    @Test
    void documents_that_narrow_each_other_must_all_allow() {
        assertThat(PolicyEvaluator.intersect(List.of(policy(ALLOW), policy(ALLOW_NAMED)), GET))
                .isEqualTo(new Decision(Outcome.ALLOWED, "policy[0] /Statement/0, policy[1] Read"));
        assertThat(PolicyEvaluator.intersect(List.of(policy(ALLOW), policy(OTHER), policy(OTHER)), GET))
                .isEqualTo(new Decision(Outcome.IMPLICITLY_DENIED, "policy[1]"));
    }

    @Test
    void deny_in_any_document_wins_over_silence_in_another() {
        assertThat(PolicyEvaluator.intersect(List.of(policy(OTHER), policy(ALLOW, DENY)), GET))
                .isEqualTo(new Decision(Outcome.EXPLICITLY_DENIED, "policy[1] /Statement/1"));
    }

    @Test
    void no_document_allows_nothing() {
        assertThat(PolicyEvaluator.intersect(List.of(), GET)).isEqualTo(new Decision(Outcome.IMPLICITLY_DENIED, null));
    }
}
