package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.validation.StringRule;

/** Constraints of the identity-pool API's service model. */
final class FieldRules {
    static final StringRule ACCOUNT_ID = StringRule.length(1, 15).matching("\\d+");
    /** Ids of apps at one public provider, with semicolons between them. */
    static final StringRule APP_IDS = StringRule.length(1, 1_024).matching("[\\w.:-]+(;[\\w.:-]+)*");

    static final StringRule ARN = StringRule.length(20, 2048);
    /** Wider than the model's {@code [\w_]+}: client ids of Keycloak hold hyphens and dots. */
    static final StringRule CLIENT_ID = StringRule.length(1, 128).matching("[\\w.@-]+");

    static final StringRule CLAIM = StringRule.length(1, 64).matching("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    static final StringRule CLAIM_VALUE = StringRule.length(1, 128);
    static final StringRule DEVELOPER_USER = StringRule.length(1, 1024);

    static final StringRule DEVELOPER_PROVIDER_NAME = StringRule.length(1, 128).matching("[\\w._-]+");
    static final StringRule IDENTITY_ID = StringRule.length(1, 55).matching("[\\w-]+:[0-9a-f-]+");
    static final StringRule IDENTITY_POOL_ID = IDENTITY_ID;
    static final StringRule IDENTITY_POOL_NAME = StringRule.length(1, 128).matching("[\\w\\s+=,.@-]+");
    static final StringRule LOGIN_NAME = StringRule.length(1, 128);
    static final StringRule LOGIN_TOKEN = StringRule.length(1, 50_000).asSecret();
    static final StringRule NEXT_TOKEN = StringRule.length(1, 65_535).matching("[\\S]+");
    static final StringRule PRINCIPAL_TAG_CLAIM = StringRule.length(1, 256);
    static final StringRule PROVIDER_NAME = StringRule.length(1, 128).matching("[\\w._:/-]+");
    static final StringRule ROLE_TYPE = StringRule.length(1, 128).matching("(un)?authenticated");
    static final StringRule TAG_KEY = StringRule.length(1, 128);
    static final StringRule TAG_VALUE = StringRule.length(0, 256);

    static final int MAX_DELETED_IDENTITIES = 60;
    static final int MAX_LOGINS = 10;
    static final int MAX_PROVIDERS = 1_000;
    static final int MAX_PROVIDER_ARNS = 100;
    static final int MAX_PUBLIC_PROVIDERS = 10;
    static final int MAX_RESULTS = 60;
    static final int MAX_ROLES = 2;
    static final int MAX_ROLE_MAPPINGS = 10;
    static final int MAX_RULES = 400;
    static final int MAX_TAGS = 50;

    private FieldRules() {}
}
