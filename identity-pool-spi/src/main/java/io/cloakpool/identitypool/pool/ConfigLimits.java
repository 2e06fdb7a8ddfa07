package io.cloakpool.identitypool.pool;

import java.time.Duration;
import java.util.regex.Pattern;

/** What the configuration of identity pools may hold, in one place. Names as the records state them; sizes are ours. */
final class ConfigLimits {
    static final Pattern POOL_NAME = Pattern.compile("[\\w\\s+=,.@-]{1,128}");
    static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    static final Pattern GATEWAY_NAME = Pattern.compile("[a-z0-9-]{1,63}");
    static final Pattern ISSUER_NAME = Pattern.compile("[a-z0-9-]{1,63}");
    static final Pattern ENDPOINT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    /** As AWS writes it; others leave the account out, put a tenant or an access key there, or have a partition of their own. */
    static final Pattern REMOTE_ROLE_ARN =
            Pattern.compile("arn:[a-z0-9-]{1,32}:(iam|sts)::[\\w-]{0,128}:role/[\\w+=,.@/-]{1,512}");

    /** Cognito's form of {@code DeveloperProviderName}. */
    static final Pattern DEVELOPER_PROVIDER = Pattern.compile("[\\w.-]{1,128}");
    /** Keycloak stores 255 characters; a client id of a SAML or OIDC client may be a URI. */
    static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Keycloak takes any text of 255 characters as the alias of an identity provider or the name of a realm. */
    static final Pattern PROVIDER_NAME = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    /** Without <code>${</code>: an import leaves a placeholder as it is when nobody fills it, and everybody knows that text. */
    static final Pattern GATEWAY_SECRET = Pattern.compile("(?!.*\\$\\{)[\\x21-\\x7e]{16,256}");

    static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\.[\\x21-\\x7c]{1,200}}");

    static final Pattern TAG_KEY = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    static final Pattern TAG_VALUE = Pattern.compile("[^\\p{Cntrl}]{0,256}");

    /** OpenID Connect Core, section 2, has subjects of at most 255 characters. */
    static final Pattern SUBJECT_PATTERN = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    static final Duration MIN_GUEST_LIFETIME = Duration.ofDays(1);
    static final Duration MAX_GUEST_LIFETIME = Duration.ofDays(365);

    static final Duration MIN_KEY_AGE = Duration.ofDays(1);
    static final Duration MAX_KEY_AGE = Duration.ofDays(3650);

    static final int CLIENTS = 50;
    static final int RECIPIENTS = 20;
    static final int REQUESTABLE_ROLES = 25;
    static final int TAGS = 50;
    static final int TRUSTED_POOLS = 100;
    static final int TRUSTED_LOGINS = 50;
    static final int TRUSTED_SUBJECTS = 50;
    static final int TRUSTED_LOGIN_CHARACTERS = 16_384;
    static final int ASSUMABLE_BY = 50;
    static final int BASE_DOMAINS = 20;
    static final int APIS = 100;
    static final int JSON_CHARACTERS = 65_536;
    static final int JSON_DEPTH = 8;

    static final int GUEST_SECRET_BYTES = 32;
    static final int MIN_SEALING_BYTES = 32;
    static final int MAX_SEALING_BYTES = 64;
    static final int RSA_BITS = 2048;
    static final int MAX_KEY_CHARACTERS = 16_384;

    private ConfigLimits() {}
}
