/**
 * IAM policy documents: strict reading and evaluation, of the policy of a role, the session-policy template of a role and the
 * policy that a caller passes to narrow a session.
 *
 * <p>The subset of the IAM policy language that is supported follows. Whatever is outside is refused by
 * {@link io.cloakpool.aws.policy.PolicyDocument#parse}, never ignored.
 *
 * <ul>
 *   <li><b>JSON</b>: one object, no key twice, no unknown key, no empty list or object. Names depend on case, those of
 *       condition keys and variables excepted. {@link io.cloakpool.aws.policy.PolicyLimits} has the sizes.
 *   <li><b>Document</b>: {@code Version} (required, only {@code 2012-10-17}), {@code Id}, {@code Statement} (an object or a
 *       list).
 *   <li><b>Statement</b>: {@code Sid} (unique), {@code Effect}, {@code Action} or {@code NotAction}, {@code Resource} or
 *       {@code NotResource}, {@code Condition}. No {@code Principal} or {@code NotPrincipal}: the policy belongs to a role.
 *   <li><b>Actions</b>: {@code *} or {@code service:action}; {@code *} and {@code ?} in the action's name only. Case does not
 *       count.
 *   <li><b>Resources</b>: {@code *} or a whole ARN of six parts. Wildcards match over the whole text, colons and slashes
 *       included; the service's part has none. Variables only behind the fifth colon. Case counts.
 *   <li><b>Variables</b>: {@code ${cognito-identity.amazonaws.com:sub}}, {@code :aud}, {@code :amr},
 *       {@code ${aws:PrincipalTag/name}}, and {@code ${*}}, {@code ${?}}, {@code ${$}} for the character itself; in resources
 *       and in values of String and Arn operators. A value never works as a pattern. No default values
 *       ({@code ${key, 'x'}}).
 *   <li><b>Condition keys</b>: those of {@link io.cloakpool.aws.policy.ConditionKeys}. {@code aws:userid} is refused as key
 *       and as variable, since a caller chooses part of it.
 *   <li><b>Operators</b>: String (Equals, NotEquals, EqualsIgnoreCase, NotEqualsIgnoreCase, Like, NotLike), Arn (Equals, Like,
 *       NotEquals, NotLike; Equals is the same as Like; each of the six parts matches by itself), Numeric and Date (Equals,
 *       NotEquals, LessThan, LessThanEquals, GreaterThan, GreaterThanEquals), {@code Bool}, {@code IpAddress},
 *       {@code NotIpAddress}, all with {@code ForAnyValue:}, {@code ForAllValues:} and {@code IfExists}; and {@code Null} with
 *       one value. No {@code BinaryEquals}. A key that has several values by nature
 *       ({@code cognito-identity.amazonaws.com:amr}) needs {@code ForAnyValue:} or {@code ForAllValues:}.
 *   <li><b>Values</b>: strings; also bare numbers for Numeric and Date, bare booleans for {@code Bool} and {@code Null}.
 *       Numbers have no exponent. Dates are ISO 8601 with offset, plain dates, or seconds since 1970.
 * </ul>
 *
 * <p>An absent key fails a condition, except for a negated operator, {@code ForAllValues:} and {@code IfExists}; for
 * {@code ForAnyValue:} it fails a negated operator too. What the request leaves undecided keeps an Allow from matching and
 * makes a Deny match, negations included: a variable whose key is absent, empty or has several values; several values where
 * the operator has no {@code ForAnyValue:} or {@code ForAllValues:}; a value that is not of the operator's type.
 *
 * <p>Source: the IAM user guide, "IAM JSON policy elements reference" and "Policy evaluation logic".
 */
@NullMarked
package io.cloakpool.aws.policy;

import org.jspecify.annotations.NullMarked;
