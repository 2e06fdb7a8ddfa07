package io.cloakpool.aws.policy;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every condition key that a policy may name, and so every key that whoever builds an {@link AccessRequest} has to supply
 * where it applies. Key names do not depend on case.
 *
 * <p>A key that nobody supplies would make a Deny silently void. That is why the list is closed: other keys are refused when
 * a policy is parsed.
 */
public final class ConditionKeys {
    /** The identity id, as in {@code us-east-1:uuid}. */
    public static final String COGNITO_SUB = "cognito-identity.amazonaws.com:sub";

    /** The identity pool's id. */
    public static final String COGNITO_AUD = "cognito-identity.amazonaws.com:aud";

    /** How the identity signed in; several values, as in the pool's OpenID token. */
    public static final String COGNITO_AMR = "cognito-identity.amazonaws.com:amr";

    /** Prefix of the session's tags: {@code aws:PrincipalTag/department}. */
    public static final String PRINCIPAL_TAG_PREFIX = "aws:PrincipalTag/";

    /** The ARN of the role, {@code arn:aws:iam::account:role/name}; not that of the session. */
    public static final String PRINCIPAL_ARN = "aws:PrincipalArn";

    /** The client's IPv4 or IPv6 address. */
    public static final String SOURCE_IP = "aws:SourceIp";

    /** {@code true} when the client's connection used TLS, else {@code false}. */
    public static final String SECURE_TRANSPORT = "aws:SecureTransport";

    /** The time of the request in ISO 8601. */
    public static final String CURRENT_TIME = "aws:CurrentTime";

    /** The time of the request in seconds since 1970. */
    public static final String EPOCH_TIME = "aws:EpochTime";

    /** Query parameter {@code prefix} of a listing. */
    public static final String S3_PREFIX = "s3:prefix";

    /** Query parameter {@code delimiter} of a listing. */
    public static final String S3_DELIMITER = "s3:delimiter";

    /** Query parameter {@code max-keys} of a listing. */
    public static final String S3_MAX_KEYS = "s3:max-keys";

    /** Header {@code x-amz-acl}, a canned ACL. */
    public static final String S3_ACL = "s3:x-amz-acl";

    /** Header {@code x-amz-copy-source}, as {@code bucket/key}, percent-decoded, without a leading slash. */
    public static final String S3_COPY_SOURCE = "s3:x-amz-copy-source";

    /** The version of an object that the request names. */
    public static final String S3_VERSION_ID = "s3:VersionId";

    /** The payload hash that was signed, or its stand-in such as {@code UNSIGNED-PAYLOAD}. */
    public static final String S3_CONTENT_SHA256 = "s3:x-amz-content-sha256";

    /** Age of the signature in milliseconds. */
    public static final String S3_SIGNATURE_AGE = "s3:signatureAge";

    /** {@code REST-HEADER} or {@code REST-QUERY-STRING}. */
    public static final String S3_AUTH_TYPE = "s3:authType";

    private enum Use {
        CONDITION,
        CONDITION_AND_VARIABLE
    }

    private static final Map<String, Use> USES = Map.ofEntries(
            entry(canonical(COGNITO_SUB), Use.CONDITION_AND_VARIABLE),
            entry(canonical(COGNITO_AUD), Use.CONDITION_AND_VARIABLE),
            entry(canonical(COGNITO_AMR), Use.CONDITION_AND_VARIABLE),
            entry(canonical(PRINCIPAL_ARN), Use.CONDITION),
            entry(canonical(SOURCE_IP), Use.CONDITION),
            entry(canonical(SECURE_TRANSPORT), Use.CONDITION),
            entry(canonical(CURRENT_TIME), Use.CONDITION),
            entry(canonical(EPOCH_TIME), Use.CONDITION),
            entry(canonical(S3_PREFIX), Use.CONDITION),
            entry(canonical(S3_DELIMITER), Use.CONDITION),
            entry(canonical(S3_MAX_KEYS), Use.CONDITION),
            entry(canonical(S3_ACL), Use.CONDITION),
            entry(canonical(S3_COPY_SOURCE), Use.CONDITION),
            entry(canonical(S3_VERSION_ID), Use.CONDITION),
            entry(canonical(S3_CONTENT_SHA256), Use.CONDITION),
            entry(canonical(S3_SIGNATURE_AGE), Use.CONDITION),
            entry(canonical(S3_AUTH_TYPE), Use.CONDITION));

    private static final Map<String, String> SPELLINGS = Stream.of(
                    COGNITO_SUB,
                    COGNITO_AUD,
                    COGNITO_AMR,
                    PRINCIPAL_ARN,
                    SOURCE_IP,
                    SECURE_TRANSPORT,
                    CURRENT_TIME,
                    EPOCH_TIME,
                    S3_PREFIX,
                    S3_DELIMITER,
                    S3_MAX_KEYS,
                    S3_ACL,
                    S3_COPY_SOURCE,
                    S3_VERSION_ID,
                    S3_CONTENT_SHA256,
                    S3_SIGNATURE_AGE,
                    S3_AUTH_TYPE)
            .collect(Collectors.toUnmodifiableMap(ConditionKeys::canonical, Function.identity()));

    private static final Set<String> OF_SESSION =
            Set.of(canonical(COGNITO_SUB), canonical(COGNITO_AUD), canonical(COGNITO_AMR), canonical(PRINCIPAL_ARN));

    private static final String TAG_PREFIX = canonical(PRINCIPAL_TAG_PREFIX);
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");

    private ConditionKeys() {}

    /** The form in which two spellings of one key are equal: lower case. */
    static String canonical(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /** The canonical key when a condition may test it, else empty. */
    static Optional<String> conditionKey(String key) {
        String canonical = canonical(key);
        return Optional.of(canonical).filter(k -> USES.containsKey(k) || isTag(k));
    }

    /** The canonical key when a variable may stand for its value, else empty. */
    static Optional<String> variable(String key) {
        String canonical = canonical(key);
        return Optional.of(canonical).filter(k -> USES.get(k) == Use.CONDITION_AND_VARIABLE || isTag(k));
    }

    /** The spelling of AWS, which services that tell cases apart expect; of a tag, its canonical form. */
    static String spelled(String canonicalKey) {
        return SPELLINGS.getOrDefault(canonicalKey, canonicalKey);
    }

    /** Whether the value is known as soon as a session is: it belongs to who calls, not to the request. */
    static boolean isOfSession(String canonicalKey) {
        return OF_SESSION.contains(canonicalKey) || canonicalKey.startsWith(TAG_PREFIX);
    }

    /** Whether the key has several values by nature, so that a condition has to say which of them it means. */
    static boolean isMultivalued(String canonicalKey) {
        return canonicalKey.equals(COGNITO_AMR);
    }

    /** Why a key is refused, as the rest of a sentence about it. */
    static String refusal(String key) {
        return canonical(key).equals("aws:userid")
                ? "aws:userid is refused: a caller chooses part of its value"
                : "is not one that is supplied here";
    }

    private static boolean isTag(String canonicalKey) {
        return canonicalKey.startsWith(TAG_PREFIX)
                && TAG.matcher(canonicalKey.substring(TAG_PREFIX.length())).matches();
    }
}
