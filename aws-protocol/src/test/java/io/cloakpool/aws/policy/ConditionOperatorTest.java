package io.cloakpool.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One table per type of operator: operator, operands in the policy, values in the request (separated by semicolons; empty:
 * the key is absent), result. UNDECIDED: an Allow does not match, a Deny does.
 */
class ConditionOperatorTest {
    private static final String TAG = "aws:PrincipalTag/k";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StringEquals                      | 'a'         | a     | YES",
                "StringEquals                      | 'a'         | A     | NO",
                "StringEquals                      | ['a','b']   | b     | YES",
                "StringEquals                      | ['a','b']   | c     | NO",
                "StringEquals                      | 'a'         |       | NO",
                "StringEquals                      | 'a'         | a;b   | UNDECIDED",
                "StringEquals                      | '*'         | a     | NO",
                "StringEquals                      | '*'         | *     | YES",
                "StringEqualsIfExists              | 'a'         | a     | YES",
                "StringEqualsIfExists              | 'a'         | b     | NO",
                "StringEqualsIfExists              | 'a'         |       | YES",
                "ForAnyValue:StringEquals          | 'a'         | a;b   | YES",
                "ForAnyValue:StringEquals          | 'a'         | b;c   | NO",
                "ForAnyValue:StringEquals          | 'a'         |       | NO",
                "ForAnyValue:StringEqualsIfExists  | 'a'         |       | YES",
                "ForAnyValue:StringEqualsIfExists  | 'a'         | b     | NO",
                "ForAllValues:StringEquals         | ['a','b']   | a;b   | YES",
                "ForAllValues:StringEquals         | 'a'         | a;b   | NO",
                "ForAllValues:StringEquals         | 'a'         |       | YES",
                "ForAllValues:StringEqualsIfExists | 'a'         |       | YES",
                "StringNotEquals                   | 'a'         | a     | NO",
                "StringNotEquals                   | 'a'         | b     | YES",
                "StringNotEquals                   | ['a','b']   | b     | NO",
                "StringNotEquals                   | ['a','b']   | c     | YES",
                "StringNotEquals                   | 'a'         |       | YES",
                "StringNotEquals                   | 'a'         | b;c   | UNDECIDED",
                "StringNotEqualsIfExists           | 'a'         |       | YES",
                "ForAnyValue:StringNotEquals       | 'a'         | a;b   | YES",
                "ForAnyValue:StringNotEquals       | 'a'         | a     | NO",
                "ForAnyValue:StringNotEquals       | 'a'         |       | NO",
                "ForAllValues:StringNotEquals      | 'a'         | a;b   | NO",
                "ForAllValues:StringNotEquals      | 'a'         | b;c   | YES",
                "ForAllValues:StringNotEquals      | 'a'         |       | YES",
                "StringEqualsIgnoreCase            | 'aB'        | Ab    | YES",
                "StringEqualsIgnoreCase            | 'aB'        | A     | NO",
                "StringEqualsIgnoreCase            | 'aB'        |       | NO",
                "StringNotEqualsIgnoreCase         | 'aB'        | Ab    | NO",
                "StringNotEqualsIgnoreCase         | 'aB'        | A     | YES",
                "StringNotEqualsIgnoreCase         | 'aB'        |       | YES",
                "StringLike                        | 'a*c?'      | abbcd | YES",
                "StringLike                        | 'a*c?'      | abbc  | NO",
                "StringLike                        | 'A*'        | a     | NO",
                "StringLike                        | '*'         |       | NO",
                "StringLike                        | '${*}'      | *     | YES",
                "StringLike                        | '${*}'      | a     | NO",
                "StringLike                        | '${?}${$}'  | ?$    | YES",
                "StringLike                        | 'a$b'       | a$b   | YES",
                "ForAnyValue:StringLike            | 'a*'        | x;ab  | YES",
                "ForAllValues:StringLike           | 'a*'        | x;ab  | NO",
                "StringNotLike                     | 'a*'        | ab    | NO",
                "StringNotLike                     | 'a*'        | b     | YES",
                "StringNotLike                     | 'a*'        |       | YES"
            })
    void string_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ArnEquals                | 'arn:aws:iam::1:role/a'   | arn:aws:iam::1:role/a   | YES",
                "ArnEquals                | 'arn:aws:iam::*:role/*'   | arn:aws:iam::1:role/a   | YES",
                "ArnLike                  | 'arn:aws:iam::*:role/*'   | arn:aws:iam::1:role/a:b | YES",
                "ArnLike                  | 'arn:aws:iam::*:role/a'   | arn:aws:iam::1:x:role/a | NO",
                "ArnLike                  | 'arn:aws:iam::1:role/a'   | arn:aws:iam::1:role/A   | NO",
                "ArnLike                  | 'arn:aws:iam::1:role/a'   |                         | NO",
                "ArnLike                  | 'arn:aws:iam::1:role/a'   | role/a                  | UNDECIDED",
                "ArnLikeIfExists          | 'arn:aws:iam::1:role/a'   |                         | YES",
                "ArnLike                  | 'arn:aws:s3:::${*}'       | arn:aws:s3:::a          | NO",
                "ArnLike                  | 'arn:aws:s3:::${*}'       | arn:aws:s3:::*          | YES",
                "ForAnyValue:ArnLike      | 'arn:aws:s3:::a*'         | arn:aws:s3:::b;arn:aws:s3:::ab | YES",
                "ForAllValues:ArnEquals   | 'arn:aws:s3:::a*'         | arn:aws:s3:::b;arn:aws:s3:::ab | NO",
                "ArnNotEquals             | 'arn:aws:iam::1:role/*'   | arn:aws:iam::1:role/a   | NO",
                "ArnNotEquals             | 'arn:aws:iam::1:role/*'   | arn:aws:iam::2:role/a   | YES",
                "ArnNotEquals             | 'arn:aws:iam::1:role/*'   |                         | YES",
                "ArnNotLike               | 'arn:aws:iam::1:role/*'   | arn:aws:iam::1:role/a   | NO",
                "ArnNotLike               | 'arn:aws:iam::1:role/*'   | arn:aws:iam::2:role/a   | YES",
                "ArnNotLike               | 'arn:aws:iam::1:role/*'   |                         | YES",
                "ArnNotLike               | 'arn:aws:iam::1:role/*'   | role/a                  | UNDECIDED"
            })
    void arn_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "NumericEquals                   | '10'   | 10.0 | YES",
                "NumericEquals                   | 10     | 10   | YES",
                "NumericEquals                   | 0.5    | .5   | UNDECIDED",
                "NumericEquals                   | 0.5    | +0.5 | YES",
                "NumericEquals                   | -1     | -1   | YES",
                "NumericEquals                   | '10'   | 11   | NO",
                "NumericEquals                   | [1,'2']| 2    | YES",
                "NumericEquals                   | '10'   | ten  | UNDECIDED",
                "NumericEquals                   | '10'   | 1e1  | UNDECIDED",
                "NumericEquals                   | '10'   |      | NO",
                "NumericNotEquals                | '10'   | 10   | NO",
                "NumericNotEquals                | '10'   | 11   | YES",
                "NumericNotEquals                | '10'   | ten  | UNDECIDED",
                "NumericNotEquals                | '10'   |      | YES",
                "NumericLessThan                 | '10'   | 9.99 | YES",
                "NumericLessThan                 | '10'   | 10   | NO",
                "NumericLessThan                 | '10'   |      | NO",
                "NumericLessThanEquals           | '10'   | 10   | YES",
                "NumericLessThanEquals           | '10'   | 11   | NO",
                "NumericLessThanEqualsIfExists   | '10'   |      | YES",
                "NumericLessThanEqualsIfExists   | '10'   | 11   | NO",
                "NumericGreaterThan              | '10'   | 11   | YES",
                "NumericGreaterThan              | '10'   | 10   | NO",
                "NumericGreaterThanEquals        | '10'   | 10   | YES",
                "NumericGreaterThanEquals        | '10'   | 9    | NO",
                "NumericGreaterThanEquals        | '10'   |      | NO",
                "ForAnyValue:NumericGreaterThan  | '10'   | x;11 | YES",
                "ForAnyValue:NumericGreaterThan  | '10'   | x;9  | UNDECIDED",
                "ForAllValues:NumericGreaterThan | '10'   | x;9  | NO",
                "ForAllValues:NumericGreaterThan | '10'   | x;11 | UNDECIDED"
            })
    void numeric_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DateEquals              | '2026-11-23T10:00:00Z' | 2026-11-23T11:00:00+01:00 | YES",
                "DateEquals              | '2026-11-23T10:00Z'    | 2026-11-23T10:00:00.000Z  | YES",
                "DateEquals              | '2026-11-23'           | 2026-11-23T00:00:00Z      | YES",
                "DateEquals              | '1795428000'           | 2026-11-23T10:00:00Z      | YES",
                "DateEquals              | 1795428000             | 1795428000                | YES",
                "DateEquals              | '2026-11-23T10:00:00Z' | 2026-11-23T10:00:01Z      | NO",
                "DateEquals              | '2026-11-23T10:00:00Z' | 2026-11-23T10:00:00       | UNDECIDED",
                "DateEquals              | '2026-11-23T10:00:00Z' | 2026-02-30                | UNDECIDED",
                "DateEquals              | '2026-11-23T10:00:00Z' | now                       | UNDECIDED",
                "DateEquals              | '2026-11-23T10:00:00Z' |                           | NO",
                "DateNotEquals           | '2026-11-23'           | 2026-11-23T00:00:00Z      | NO",
                "DateNotEquals           | '2026-11-23'           | 2026-11-23T00:00:01Z      | YES",
                "DateNotEquals           | '2026-11-23'           | now                       | UNDECIDED",
                "DateNotEquals           | '2026-11-23'           |                           | YES",
                "DateLessThan            | '2026-11-23'           | 2026-11-22T23:59:59.999Z  | YES",
                "DateLessThan            | '2026-11-23'           | 2026-11-23T00:00:00Z      | NO",
                "DateLessThan            | '2026-11-23'           |                           | NO",
                "DateLessThanIfExists    | '2026-11-23'           |                           | YES",
                "DateLessThanEquals      | '2026-11-23'           | 2026-11-23T00:00:00Z      | YES",
                "DateLessThanEquals      | '2026-11-23'           | 2026-11-23T00:00:01Z      | NO",
                "DateGreaterThan         | '2026-11-23'           | 2026-11-23T00:00:01Z      | YES",
                "DateGreaterThan         | '2026-11-23'           | 2026-11-23T00:00:00Z      | NO",
                "DateGreaterThanEquals   | '2026-11-23'           | 2026-11-23T00:00:00Z      | YES",
                "DateGreaterThanEquals   | '2026-11-23'           | 2026-11-22T23:59:59Z      | NO",
                "ForAnyValue:DateEquals  | '2026-11-23'           | 2026-11-22;2026-11-23     | YES",
                "ForAllValues:DateEquals | '2026-11-23'           | 2026-11-22;2026-11-23     | NO"
            })
    void date_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bool              | 'true'  | true      | YES",
                "Bool              | true    | true      | YES",
                "Bool              | true    | false     | NO",
                "Bool              | 'false' | false     | YES",
                "Bool              | 'false' | true      | NO",
                "Bool              | 'false' | 0         | UNDECIDED",
                "Bool              | 'false' |           | NO",
                "BoolIfExists      | 'false' |           | YES",
                "BoolIfExists      | 'false' | true      | NO",
                "ForAnyValue:Bool  | 'true'  | false;true| YES",
                "ForAllValues:Bool | 'true'  | false;true| NO",
                "Null              | 'true'  |           | YES",
                "Null              | true    | x         | NO",
                "Null              | 'false' |           | NO",
                "Null              | false   | x         | YES",
                "Null              | false   | x;y       | YES"
            })
    void bool_and_null_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "IpAddress              | '192.0.2.1'                      | 192.0.2.1          | YES",
                "IpAddress              | '192.0.2.1'                      | 192.0.2.2          | NO",
                "IpAddress              | '192.0.2.0/25'                   | 192.0.2.127        | YES",
                "IpAddress              | '192.0.2.0/25'                   | 192.0.2.128        | NO",
                "IpAddress              | '192.0.2.77/24'                  | 192.0.2.1          | YES",
                "IpAddress              | '0.0.0.0/0'                      | 255.255.255.255    | YES",
                "IpAddress              | '0.0.0.0/0'                      | 2001:db8::1        | NO",
                "IpAddress              | '::/0'                           | 2001:db8::1        | YES",
                "IpAddress              | '::/0'                           | 192.0.2.1          | NO",
                "IpAddress              | '2001:db8::/32'                  | 2001:DB8:0:1::5    | YES",
                "IpAddress              | '2001:db8::/32'                  | 2001:db9::5        | NO",
                "IpAddress              | '1:2:3:4:5:6:7:8'                | 1:2:3:4:5:6:7:8    | YES",
                "IpAddress              | '1:2:3:4:5:6:1.2.3.4'            | 1:2:3:4:5:6:102:304| YES",
                "IpAddress              | '::1'                            | 0:0:0:0:0:0:0:1    | YES",
                "IpAddress              | '1::'                            | 1:0:0:0:0:0:0:0    | YES",
                "IpAddress              | '192.0.2.0/24'                   | ::ffff:192.0.2.9   | YES",
                "IpAddress              | '::ffff:192.0.2.0/120'           | 192.0.2.9          | YES",
                "IpAddress              | '::ffff:0:0/95'                  | 192.0.2.9          | NO",
                "IpAddress              | ['192.0.2.1','198.51.100.0/24']  | 198.51.100.7       | YES",
                "IpAddress              | '192.0.2.0/24'                   |                    | NO",
                "IpAddress              | '192.0.2.0/24'                   | localhost          | UNDECIDED",
                "IpAddress              | '192.0.2.0/24'                   | 192.0.2.0/32       | UNDECIDED",
                "IpAddress              | '192.0.2.0/24'                   | 192.0.2.01         | UNDECIDED",
                "IpAddress              | '192.0.2.0/24'                   | 192.0.2.256        | UNDECIDED",
                "IpAddress              | '192.0.2.0/24'                   | 192.0.2            | UNDECIDED",
                "IpAddressIfExists      | '192.0.2.0/24'                   |                    | YES",
                "NotIpAddress           | '192.0.2.0/24'                   | 192.0.2.1          | NO",
                "NotIpAddress           | '192.0.2.0/24'                   | 198.51.100.7       | YES",
                "NotIpAddress           | '192.0.2.0/24'                   | 2001:db8::1        | YES",
                "NotIpAddress           | '192.0.2.0/24'                   |                    | YES",
                "NotIpAddress           | '192.0.2.0/24'                   | localhost          | UNDECIDED",
                "ForAnyValue:IpAddress  | '192.0.2.0/24'                   | x;192.0.2.1        | YES",
                "ForAllValues:IpAddress | '192.0.2.0/24'                   | 10.0.0.1;192.0.2.1 | NO"
            })
    void ip_operators(String operator, String operands, @Nullable String values, Match expected) {
        assertThat(match(operator, operands, values)).isEqualTo(expected);
    }

    private static Match match(String operator, String operands, @Nullable String values) {
        Map<String, List<String>> context = values == null ? Map.of() : Map.of(TAG, List.of(values.split(";", -1)));
        String condition = "{'" + operator + "':{'" + TAG + "':" + operands + "}}";
        return TestPolicies.match(
                "'Action':'*','Resource':'*','Condition':" + condition, TestPolicies.get("arn:aws:s3:::b/k", context));
    }
}
