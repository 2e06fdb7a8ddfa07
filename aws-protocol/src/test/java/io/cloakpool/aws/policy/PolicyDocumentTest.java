package io.cloakpool.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    private static final String RESOURCE = "\"Resource\":\"*\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Id':'x','Version':'2012-10-17','Statement':[{'Sid':'A1','Effect':'Deny','NotAction':['s3:Get?bject','sts:*'],"
                        + "'NotResource':['arn:aws:s3:::b/*','arn:*:s3:*:*:a']}]}",
                " { 'Version' : '2012-10-17' , 'Statement' : [ { 'Effect':'Allow','Action':'execute-api:Invoke',"
                        + "'Resource':'arn:aws:execute-api:us-east-1:000000000000:api/${aws:PrincipalTag/a b}/${cognito-identity.amazonaws.com:aud}'}]}\n"
            })
    void supported_documents_are_read(String json) {
        assertThat(PolicyDocument.parse(json.replace('\'', '"')).statements()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x                                                    |            | not valid JSON",
                "{'Version'                                           | /Version | not valid JSON",
                "{'Version':'2012-10-17','Statement':[{},             | /Statement/1 | not valid JSON",
                "{'Version':'2012-10-17','Version':'2012-10-17'}      | /Version   | Duplicate",
                "{'a':{'b~/c':1,'b~/c':2}}                            | /a/b~0~1c  | Duplicate",
                "{} {}                                                |            | exactly one",
                "{} x                                                 |            | not valid JSON",
                "[]                                                   |            | must be an object",
                "'x'                                                  |            | must be an object",
                "null                                                 |            | must be an object",
                "{}                                                   |            | must be an object",
                "{'Statement':[]}                                     |            | Version is missing",
                "{'Version':'2008-10-17','Statement':[]}              | /Version   | 2012-10-17",
                "{'Version':20121017,'Statement':[]}                  | /Version   | must be a string",
                "{'Version':null,'Statement':[]}                      | /Version   | must be a string",
                "{'Version':'2012-10-17'}                             |            | Statement is missing",
                "{'Version':'2012-10-17','Id':1,'Statement':[]}       | /Id        | must be a string",
                "{'Version':'2012-10-17','Statement':[]}              | /Statement | empty list",
                "{'Version':'2012-10-17','Statement':'x'}             | /Statement | must be an object",
                "{'Version':'2012-10-17','Statement':[{}]}            | /Statement/0 | must be an object",
                "{'Version':'2012-10-17','Statement':[[]]}            | /Statement/0 | must be an object",
                "{'Version':'2012-10-17','statement':[]}              | /statement | not an element",
                "{'Version':'2012-10-17','Principal':'*'}             | /Principal | Principal is refused"
            })
    void error_in_the_document_is_refused_where_it_stands(String json, @Nullable String pointer, String message) {
        assertRefused(json.replace('\'', '"'), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action':'*','Resource':'*'                                       |            | Effect is missing",
                "'Effect':'allow','Action':'*','Resource':'*'                      | /Effect    | Allow or Deny",
                "'Effect':true,'Action':'*','Resource':'*'                         | /Effect    | must be a string",
                "'Effect':'Allow','Resource':'*'                                   |            | exactly one of Action",
                "'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'      |            | exactly one of Action",
                "'Effect':'Allow','Action':'*'                                     |            | exactly one of Resource",
                "'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'    |            | exactly one of Resource",
                "'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'      | /Principal | Principal is refused",
                "'Effect':'Allow','Action':'*','Resource':'*','NotPrincipal':'*'   | /NotPrincipal | NotPrincipal is refused",
                "'Effect':'Allow','Action':'*','Resource':'*','Comment':'x'        | /Comment   | not an element",
                "'Sid':'','Effect':'Allow','Action':'*','Resource':'*'             | /Sid       | letters and digits",
                "'Sid':'a b','Effect':'Allow','Action':'*','Resource':'*'          | /Sid       | letters and digits",
                "'Sid':1,'Effect':'Allow','Action':'*','Resource':'*'              | /Sid       | must be a string",
                "'Effect':'Allow','Action':[],'Resource':'*'                       | /Action    | empty list",
                "'Effect':'Allow','Action':['*',1],'Resource':'*'                  | /Action/1  | must be a string",
                "'Effect':'Allow','Action':{},'Resource':'*'                       | /Action    | must be a string",
                "'Effect':'Allow','Action':'s3','Resource':'*'                     | /Action    | service:action",
                "'Effect':'Allow','Action':'','Resource':'*'                       | /Action    | service:action",
                "'Effect':'Allow','Action':'s*:Get','Resource':'*'                 | /Action    | service:action",
                "'Effect':'Allow','Action':'*:*','Resource':'*'                    | /Action    | service:action",
                "'Effect':'Allow','NotAction':['s3:${aws:PrincipalTag/x}'],'Resource':'*' | /NotAction/0 | service:action",
                "'Effect':'Allow','Action':'*','Resource':[]                       | /Resource  | empty list",
                "'Effect':'Allow','Action':'*','Resource':[null]                   | /Resource/0 | must be a string",
                "'Effect':'Allow','Action':'*','Resource':''                       | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','Resource':'**'                     | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','Resource':'${*}'                   | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','Resource':'bucket/*'               | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:*'           | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','Resource':'a*:aws:s3:::b'          | /Resource  | must be * or an ARN",
                "'Effect':'Allow','Action':'*','NotResource':['arn:aws:*:::b']     | /NotResource/0 | name its service",
                "'Effect':'Allow','Action':'*','NotResource':['arn:aws:s?:::b']    | /NotResource/0 | name its service",
                "'Effect':'Allow','Action':'*','NotResource':['arn:aws::::b']      | /NotResource/0 | name its service",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::'          | /Resource  | names nothing",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::${aws:PrincipalTag/x}:role/r' | /Resource | fifth colon",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3::${*}:b'     | /Resource  | fifth colon",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${aws:username}' | /Resource | is not one",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${aws:SourceIp}' | /Resource | is not one",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/}' | /Resource | is not one",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${}'     | /Resource  | is not one",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${AWS:UserId}' | /Resource | a caller chooses",
                "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/x' | /Resource | not closed"
            })
    void error_in_a_statement_is_refused_where_it_stands(String members, @Nullable String pointer, String message) {
        assertRefused(
                TestPolicies.json("{" + members + "}"), "/Statement/0" + (pointer == null ? "" : pointer), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]                                                        |                        | must be an object",
                "{}                                                        |                        | must be an object",
                "{'StringEquals':{}}                                       | /StringEquals          | must be an object",
                "{'StringEquals':'x'}                                      | /StringEquals          | must be an object",
                "{'stringEquals':{'s3:prefix':'x'}}                        | /stringEquals          | not a supported",
                "{'StringEqual':{'s3:prefix':'x'}}                         | /StringEqual           | not a supported",
                "{'ForAnyValue:':{'s3:prefix':'x'}}                        | /ForAnyValue:          | not a supported",
                "{'ForAnyValue:ForAllValues:StringLike':{'s3:prefix':'x'}} | /ForAnyValue:ForAllValues:StringLike | not a supported",
                "{'StringLikeIfExistsIfExists':{'s3:prefix':'x'}}          | /StringLikeIfExistsIfExists | not a supported",
                "{'IfExists':{'s3:prefix':'x'}}                            | /IfExists              | not a supported",
                "{'NullIfExists':{'s3:prefix':'true'}}                     | /NullIfExists          | not a supported",
                "{'ForAnyValue:Null':{'s3:prefix':'true'}}                 | /ForAnyValue:Null      | not a supported",
                "{'BinaryEquals':{'s3:prefix':'QQ=='}}                     | /BinaryEquals          | BinaryEquals is not",
                "{'BinaryEqualsIfExists':{'s3:prefix':'QQ=='}}             | /BinaryEqualsIfExists  | BinaryEquals is not",
                "{'StringEquals':{'aws:userid':'x'}}                       | /StringEquals/aws:userid | a caller chooses",
                "{'Null':{'AWS:UserID':true}}                              | /Null/AWS:UserID       | a caller chooses",
                "{'StringEquals':{'aws:username':'x'}}                     | /StringEquals/aws:username | is not one",
                "{'StringEquals':{'aws:RequestTag/x':'x'}}                 | /StringEquals/aws:RequestTag~1x | is not one",
                "{'StringEquals':{'aws:PrincipalTag/':'x'}}                | /StringEquals/aws:PrincipalTag~1 | is not one",
                "{'StringEquals':{'aws:PrincipalTag/a*':'x'}}              | /StringEquals/aws:PrincipalTag~1a* | is not one",
                "{'StringEquals':{'${s3:prefix}':'x'}}                     | /StringEquals/${s3:prefix} | is not one",
                "{'StringEquals':{'s3:prefix':'x','S3:Prefix':'y'}}        | /StringEquals/S3:Prefix | repeats",
                "{'Null':{'s3:prefix':'true','S3:Prefix':'true'}}          | /Null/S3:Prefix        | repeats",
                "{'StringEquals':{'cognito-identity.amazonaws.com:amr':'x'}} | /StringEquals/cognito-identity.amazonaws.com:amr | several values",
                "{'StringEquals':{'s3:prefix':[]}}                         | /StringEquals/s3:prefix | empty list",
                "{'StringEquals':{'s3:prefix':{}}}                         | /StringEquals/s3:prefix | must be a string",
                "{'StringEquals':{'s3:prefix':['x',1]}}                    | /StringEquals/s3:prefix/1 | must be a string",
                "{'StringEquals':{'s3:prefix':[['x']]}}                    | /StringEquals/s3:prefix/0 | must be a string",
                "{'StringEquals':{'s3:prefix':true}}                       | /StringEquals/s3:prefix | must be a string",
                "{'StringLike':{'s3:prefix':'${s3:prefix}'}}               | /StringLike/s3:prefix  | is not one",
                "{'StringLike':{'s3:prefix':['a','${aws:userid}']}}        | /StringLike/s3:prefix/1 | a caller chooses",
                "{'StringEquals':{'s3:prefix':'${'}}                       | /StringEquals/s3:prefix | not closed",
                "{'ArnLike':{'aws:PrincipalArn':'*'}}                      | /ArnLike/aws:PrincipalArn | must be an ARN",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::role'}}      | /ArnLike/aws:PrincipalArn | must be an ARN",
                "{'ArnEquals':{'aws:PrincipalArn':'urn:aws:iam::1:role/a'}} | /ArnEquals/aws:PrincipalArn | must be an ARN",
                "{'NumericEquals':{'s3:max-keys':'ten'}}                   | /NumericEquals/s3:max-keys | decimal number",
                "{'NumericEquals':{'s3:max-keys':'1e3'}}                   | /NumericEquals/s3:max-keys | decimal number",
                "{'NumericEquals':{'s3:max-keys':1e999999999}}             | /NumericEquals/s3:max-keys | decimal number",
                "{'NumericEquals':{'s3:max-keys':1.5e2147483648}}         | /NumericEquals/s3:max-keys | out of range",
                "{'NumericEquals':{'s3:max-keys':''}}                      | /NumericEquals/s3:max-keys | decimal number",
                "{'NumericEquals':{'s3:max-keys':true}}                    | /NumericEquals/s3:max-keys | or a number",
                "{'NumericEquals':{'s3:max-keys':'${aws:PrincipalTag/n}'}} | /NumericEquals/s3:max-keys | without variables",
                "{'DateLessThan':{'aws:CurrentTime':'tomorrow'}}           | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'DateLessThan':{'aws:CurrentTime':'2026'}}               | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'DateLessThan':{'aws:CurrentTime':1795428000000}}        | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'DateLessThan':{'aws:CurrentTime':'2026-02-30'}}         | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'DateLessThan':{'aws:CurrentTime':'2026-11-23T10:00:00'}} | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'DateLessThan':{'aws:CurrentTime':'2026-11-23T10:00:00.00000000000000000000000Z'}} | /DateLessThan/aws:CurrentTime | ISO 8601",
                "{'Bool':{'aws:SecureTransport':'yes'}}                    | /Bool/aws:SecureTransport | true or false",
                "{'Bool':{'aws:SecureTransport':'True'}}                   | /Bool/aws:SecureTransport | true or false",
                "{'Bool':{'aws:SecureTransport':1}}                        | /Bool/aws:SecureTransport | or a boolean",
                "{'Null':{'s3:prefix':'x'}}                                | /Null/s3:prefix        | true or false",
                "{'Null':{'s3:prefix':['true']}}                           | /Null/s3:prefix        | or a boolean"
            })
    void error_in_a_condition_is_refused_where_it_stands(String condition, @Nullable String pointer, String message) {
        assertRefused(
                TestPolicies.json(TestPolicies.when("Allow", condition)),
                "/Statement/0/Condition" + (pointer == null ? "" : pointer),
                message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "192.0.2",
                "192.0.2.0.1",
                "192.0.2.256",
                "192.0.2.01",
                "192.0.2.+1",
                "192.0.2.1/33",
                "192.0.2.1/",
                "192.0.2.1/-1",
                "192.0.2.1/08",
                "192.0.2.1/8/8",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":::",
                ":",
                "1:",
                ":1",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "::1.2.3.4.5",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%eth0",
                "[::1]",
                "::1/129",
                "٣.0.0.1",
                "",
                "::٣",
                "${aws:PrincipalTag/ip}"
            })
    void text_that_is_no_address_or_range_is_refused(String range) {
        String pointer = "/Statement/0/Condition/IpAddress/aws:SourceIp/1";
        String condition = "{'IpAddress':{'aws:SourceIp':['192.0.2.1','" + range + "']}}";
        assertRefused(TestPolicies.json(TestPolicies.when("Allow", condition)), pointer, "CIDR");
    }

    @Test
    void very_long_address_is_refused() {
        String condition = "{'IpAddress':{'aws:SourceIp':'" + "1:".repeat(2_000) + "'}}";
        assertRefused(
                TestPolicies.json(TestPolicies.when("Allow", condition)),
                "/Statement/0/Condition/IpAddress/aws:SourceIp",
                "CIDR");
    }

    @Test
    void default_value_of_a_variable_is_refused_by_name() {
        String json = TestPolicies.json(
                        TestPolicies.statement("Allow", "*", "arn:aws:s3:::b/${aws:PrincipalTag/x, `y`}"))
                .replace('`', '\'');
        assertRefused(json, "/Statement/0/Resource", "default values");
    }

    @Test
    void sid_that_repeats_is_refused() {
        String statement = "{'Sid':'A','Effect':'Allow','Action':'*','Resource':'*'}";
        assertRefused(TestPolicies.json(statement, statement), "/Statement/1/Sid", "another statement");
    }

    @Test
    void single_statement_has_no_index_in_pointers() {
        assertRefused(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3\"," + RESOURCE + "}}",
                "/Statement/Action",
                "service:action");
    }

    static Stream<String> keys() {
        return Stream.of(
                ConditionKeys.COGNITO_SUB,
                ConditionKeys.COGNITO_AUD,
                ConditionKeys.PRINCIPAL_TAG_PREFIX + "x",
                ConditionKeys.PRINCIPAL_ARN,
                ConditionKeys.SOURCE_IP,
                ConditionKeys.SECURE_TRANSPORT,
                ConditionKeys.CURRENT_TIME,
                ConditionKeys.EPOCH_TIME,
                ConditionKeys.S3_PREFIX,
                ConditionKeys.S3_DELIMITER,
                ConditionKeys.S3_MAX_KEYS,
                ConditionKeys.S3_ACL,
                ConditionKeys.S3_COPY_SOURCE,
                ConditionKeys.S3_VERSION_ID,
                ConditionKeys.S3_CONTENT_SHA256,
                ConditionKeys.S3_SIGNATURE_AGE,
                ConditionKeys.S3_AUTH_TYPE);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_named_condition_key_is_accepted(String key) {
        assertThat(TestPolicies.policy(TestPolicies.when("Allow", "{'StringEquals':{'" + key + "':'x'}}"))
                        .statements())
                .hasSize(1);
    }

    @Test
    void size_is_limited_to_that_of_a_role_policy_and_of_a_session_policy() {
        String json = TestPolicies.json(TestPolicies.statement("Allow", "*", "*"));
        assertThat(PolicyDocument.parse(padded(json, 10_240)).statements()).hasSize(1);
        assertRefused(padded(json, 10_241), null, "10240");
        assertThat(PolicyDocument.parseSessionPolicy(padded(json, 2_048)).statements())
                .hasSize(1);
        assertThatThrownBy(() -> PolicyDocument.parseSessionPolicy(padded(json, 2_049)))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessageContaining("2048");
    }

    private static String padded(String json, int length) {
        return json + " ".repeat(length - json.length());
    }

    @Test
    void depth_is_limited() {
        assertRefused("[".repeat(32) + "]".repeat(32), null, "must be an object");
        assertThatThrownBy(() -> PolicyDocument.parse("[".repeat(33) + "]".repeat(33)))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> PolicyDocument.parse("{\"a\":".repeat(2_000)))
                .isInstanceOf(PolicySyntaxException.class);
    }

    @Test
    void message_is_one_short_line() {
        String name = "x\\n".repeat(2_000);
        assertThatThrownBy(() -> PolicyDocument.parse("{\"" + name + "\":1}"))
                .isInstanceOfSatisfying(PolicySyntaxException.class, e -> {
                    assertThat(e.getMessage()).hasSize(400).doesNotContain("\n");
                    assertThat(e.pointer()).isEqualTo("/" + "x\n".repeat(2_000));
                });
    }

    private static void assertRefused(String json, @Nullable String pointer, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(json)).isInstanceOfSatisfying(PolicySyntaxException.class, e -> {
            assertThat(e).hasMessageContaining(message);
            assertThat(e.pointer()).isEqualTo(pointer == null ? "" : pointer);
        });
    }
}
