package io.cloakpool.authenticators.check;

import java.util.Set;

/**
 * An attribute of users that a mapper gives out.
 *
 * @param owner the client or client scope that has the mapper, as messages name it
 * @param mapper its name
 * @param claim the claim at the top of the token, or the attribute of the SAML assertion
 * @param attribute of the users
 */
public record ClaimSource(String owner, String mapper, String claim, String attribute) {
    /** Claims by which apps and services give rights, or take something for proven. */
    private static final Set<String> TRUSTED = Set.of(
            "roles",
            "role",
            "groups",
            "group",
            "realm_access",
            "resource_access",
            "permissions",
            "scope",
            "sub",
            "aud",
            "azp",
            "acr",
            "amr",
            "client_id",
            "token_use",
            "email_verified",
            "phone_number_verified",
            "https://aws.amazon.com/tags",
            "https://aws.amazon.com/SAML/Attributes/Role",
            "Role");

    private static final Set<String> TRUSTED_PREFIXES = Set.of(
            "cognito:groups",
            "cognito:roles",
            "cognito:preferred_role",
            "custom:role",
            "https://aws.amazon.com/SAML/Attributes/PrincipalTag:");

    /** Whether whoever writes the claim gets by it what others have to give. */
    public boolean isTrusted() {
        return TRUSTED.contains(claim) || TRUSTED_PREFIXES.stream().anyMatch(claim::startsWith);
    }
}
