package io.cloakpool.aws.policy;

import static io.cloakpool.aws.policy.TestPolicies.get;
import static io.cloakpool.aws.policy.TestPolicies.match;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyVariablesTest {
    private static final String SUB = ConditionKeys.COGNITO_SUB;
    private static final String OWN_FOLDER =
            "'Action':'s3:*','Resource':'arn:aws:s3:::b/users/${cognito-identity.amazonaws.com:sub}/*'";
    private static final String TAGGED = "'Action':'s3:*','Resource':'*','Condition':";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-east-1:1 | users/us-east-1:1/x | YES",
                "us-east-1:1 | users/us-east-1:2/x | NO",
                "*           | users/us-east-1:1/x | NO",
                "*           | users/*/x           | YES",
                "?           | users/1/x           | NO",
                "a/../*      | users/a/../b/x      | NO",
                "${*}        | users/1/x           | NO",
                "${*}        | users/${*}/x        | YES",
                "${aws:PrincipalTag/t} | users/leaked/x | NO"
            })
    void value_of_a_variable_never_works_as_a_pattern(String sub, String key, Match expected) {
        var context = Map.of(SUB, List.of(sub), "aws:PrincipalTag/t", List.of("leaked"));
        assertThat(match(OWN_FOLDER, get("arn:aws:s3:::b/" + key, context))).isEqualTo(expected);
    }

    @Test
    void star_in_a_value_is_literal_in_conditions_too() {
        String like = TAGGED + "{'StringLike':{'s3:prefix':'home/${aws:PrincipalTag/team}/*'}}";
        var star = Map.of("aws:PrincipalTag/team", List.of("*"), "s3:prefix", List.of("home/red/x"));
        assertThat(match(like, get("arn:aws:s3:::b", star))).isEqualTo(Match.NO);

        String arn = TAGGED + "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/${aws:PrincipalTag/team}'}}";
        var role = Map.of("aws:PrincipalTag/team", List.of("*"), "aws:PrincipalArn", List.of("arn:aws:iam::1:role/r"));
        assertThat(match(arn, get("arn:aws:s3:::b", role))).isEqualTo(Match.NO);
    }

    @Test
    void colons_of_a_value_do_not_shift_the_parts_of_an_arn() {
        String arn = TAGGED + "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam:${aws:PrincipalTag/x}:1:role/r'}}";
        var context =
                Map.of("aws:PrincipalTag/x", List.of("a:b"), "aws:PrincipalArn", List.of("arn:aws:iam:a:b:1:role/r"));
        assertThat(match(arn, get("arn:aws:s3:::b", context))).isEqualTo(Match.NO);
    }

    @Test
    void names_of_variables_and_keys_do_not_depend_on_case() {
        var context = Map.of("AWS:principaltag/Team", List.of("red"), "S3:Prefix", List.of("red"));
        String condition = TAGGED + "{'StringEquals':{'s3:PREFIX':'${aws:PRINCIPALTAG/team}'}}";
        assertThat(match(condition, get("arn:aws:s3:::b", context))).isEqualTo(Match.YES);
    }

    @Test
    void keys_that_differ_only_in_case_count_as_one_with_both_values() {
        AccessRequest request =
                get("r", Map.of("aws:PrincipalTag/A", List.of("1"), "aws:PrincipalTag/a", List.of("2")));
        assertThat(request.context()).containsOnlyKeys("aws:principaltag/a");
        assertThat(request.values("aws:principaltag/a")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void key_without_values_is_absent() {
        assertThat(get("r", Map.of("s3:prefix", List.of())).context()).isEmpty();
    }

    @Test
    void absent_empty_and_multiple_values_leave_a_resource_undecided() {
        String resource = "arn:aws:s3:::b/users//x";
        assertThat(match(OWN_FOLDER, get(resource))).isEqualTo(Match.UNDECIDED);
        assertThat(match(OWN_FOLDER, get(resource, Map.of(SUB, List.of(""))))).isEqualTo(Match.UNDECIDED);
        assertThat(match(OWN_FOLDER, get(resource, Map.of(SUB, List.of("a", "b")))))
                .isEqualTo(Match.UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Resource':'arn:aws:s3:::b/${aws:PrincipalTag/x}'",
                "'Resource':['arn:aws:s3:::other','arn:aws:s3:::b/${aws:PrincipalTag/x}']",
                "'NotResource':'arn:aws:s3:::b/${aws:PrincipalTag/x}'",
                "'NotResource':['arn:aws:s3:::other','arn:aws:s3:::b/${aws:PrincipalTag/x}']",
                "'Resource':'*','Condition':{'StringEquals':{'s3:prefix':'${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'StringNotEquals':{'s3:prefix':'${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'StringNotLike':{'s3:prefix':['z','${aws:PrincipalTag/x}']}}",
                "'Resource':'*','Condition':{'ForAllValues:StringLike':{'s3:prefix':'${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::1:role/${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::1:role/${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'StringEquals':{'s3:delimiter':'${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'StringNotEquals':{'s3:delimiter':'${aws:PrincipalTag/x}'}}",
                "'Resource':'*','Condition':{'StringLikeIfExists':{'s3:delimiter':'${aws:PrincipalTag/x}'}}"
            })
    void unresolved_variable_keeps_an_allow_from_matching_and_makes_a_deny_match(String elements) {
        var context = Map.of("s3:prefix", List.of("p"), "aws:PrincipalArn", List.of("arn:aws:iam::1:role/r"));
        assertThat(match("'Action':'*'," + elements, get("arn:aws:s3:::b/k", context)))
                .isEqualTo(Match.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action':'*','Resource':['arn:aws:s3:::b/${aws:PrincipalTag/x}','arn:aws:s3:::b/k'] | YES",
                "'Action':'*','NotResource':['arn:aws:s3:::b/${aws:PrincipalTag/x}','arn:aws:s3:::b/k'] | NO",
                "'Action':'s3:PutObject','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/x}' | NO",
                "'NotAction':'s3:Get*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/x}' | NO",
                "'Action':'*','Resource':'*','Condition':{'StringEquals':{'s3:prefix':['p','${aws:PrincipalTag/x}']}} | YES",
                "'Action':'*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/x}','Condition':{'Null':{'s3:prefix':true}} | NO"
            })
    void unresolved_variable_does_not_matter_where_the_rest_decides(String elements, Match expected) {
        assertThat(match(elements, get("arn:aws:s3:::b/k", Map.of("s3:prefix", List.of("p")))))
                .isEqualTo(expected);
    }

    @Test
    void amr_needs_a_set_operator_and_matches_with_one() {
        String condition = TAGGED + "{'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'auth*'}}";
        var context = Map.of(ConditionKeys.COGNITO_AMR, List.of("authenticated", "provider"));
        assertThat(match(condition, get("r", context))).isEqualTo(Match.YES);
    }
}
