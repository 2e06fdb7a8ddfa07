package io.cloakpool.identitypool.role;

import java.util.List;

/** Claims by which a token names roles, as in Cognito's user pools: ARNs of pool roles. */
public final class TokenClaims {
    /** The role that is given: one ARN, which is also among {@link #ROLES} where that claim is there. */
    public static final String PREFERRED_ROLE = "cognito:preferred_role";
    /** The roles that the user may ask for: a list of ARNs. */
    public static final String ROLES = "cognito:roles";

    /** Both. */
    public static final List<String> ALL = List.of(PREFERRED_ROLE, ROLES);

    private TokenClaims() {}
}
