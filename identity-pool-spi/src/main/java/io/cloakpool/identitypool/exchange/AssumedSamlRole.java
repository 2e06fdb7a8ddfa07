package io.cloakpool.identitypool.exchange;

/**
 * Answer of {@code AssumeRoleWithSAML}.
 *
 * @param assumed as for other logins
 * @param subjectType format of the assertion's {@code NameID}, without the common beginning of those of SAML 2.0; the subject is
 *     another text where the realm takes an attribute for the user
 * @param nameQualifier tells the names of this provider from those of others: base64 of SHA-1 of issuer, account and provider
 */
public record AssumedSamlRole(AssumedRole assumed, String subjectType, String nameQualifier) {}
