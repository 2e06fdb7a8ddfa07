package io.cloakpool.identitypool.login;

import java.time.Duration;
import java.util.Set;

/**
 * How a realm takes the assertions of one SAML identity provider.
 *
 * @param skew how far the provider's clock may be off
 * @param principal what of an assertion is the user
 * @param nameIdFormat of the names that count: what the realm asks the provider for; empty or "unspecified" for no format in
 *     particular
 * @param principalAttribute the attribute that is, for the other kinds of principal than the subject; else empty
 * @param recipients addresses of the realm itself, which count where a binding names none
 */
public record SamlProfile(
        Duration skew, Principal principal, String nameIdFormat, String principalAttribute, Set<String> recipients) {
    /** What of an assertion is the user: Keycloak's principal types. */
    public enum Principal {
        /** The {@code NameID} of the subject. */
        SUBJECT,
        /** An attribute, by {@code Name}. */
        ATTRIBUTE,
        /** An attribute, by {@code FriendlyName}. */
        FRIENDLY_ATTRIBUTE
    }

    public SamlProfile {
        recipients = Set.copyOf(recipients);
    }
}
