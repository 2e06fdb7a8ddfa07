package io.cloakpool.aws.arn;

import java.util.regex.Pattern;

/** The forms of names that IAM and STS fix (API references of IAM {@code CreateRole} and STS {@code AssumeRole}). */
public final class IamNames {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private IamNames() {}

    /** Whether the text is an account id: 12 ASCII digits. */
    public static boolean isAccountId(String text) {
        return ACCOUNT_ID.matcher(text).matches();
    }

    /** Whether the text is a role name: 1 to 64 ASCII letters, digits and {@code _+=,.@-}. */
    public static boolean isRoleName(String text) {
        return ROLE_NAME.matcher(text).matches();
    }

    /** Whether the text is a role session name: 2 to 64 ASCII letters, digits and {@code _+=,.@-}. */
    public static boolean isSessionName(String text) {
        return SESSION_NAME.matcher(text).matches();
    }
}
