package io.cloakpool.identitypool.pool;

import java.util.Set;

/**
 * What a binding of a SAML identity provider says beside what all bindings do.
 *
 * @param recipients addresses to which assertions may be made out ({@code Recipient}); without any, those of the realm itself
 * @param idpInitiated whether an assertion counts that answers no request of anybody (Profiles for SAML 2.0, section 4.1.5)
 */
public record SamlSettings(Set<String> recipients, boolean idpInitiated) {
    /** Those of a binding that says nothing, and of all other providers. */
    public static final SamlSettings NONE = new SamlSettings(Set.of(), false);

    public SamlSettings {
        recipients = Set.copyOf(recipients);
    }
}
