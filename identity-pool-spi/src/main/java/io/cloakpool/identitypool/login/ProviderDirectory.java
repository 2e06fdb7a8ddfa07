package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginProvider;
import java.net.URI;
import java.util.Optional;

/** The providers of logins that are configured beside the own realm: its identity providers, and the other realms. */
public interface ProviderDirectory {
    /** The provider of a {@linkplain LoginProvider.Kind#isNamed() named} kind; empty where there is none that could be used. */
    Optional<ProviderFacts> find(LoginProvider provider);

    /** The provider whose logins are stored under an id; empty when it is gone. */
    Optional<ProviderFacts> byId(String id);

    /**
     * The provider of a {@linkplain LoginProvider.Kind#isNamed() named} kind that has a name in {@code Logins}; empty for none, and
     * for more than one. Searches, so it is for administrators.
     */
    Optional<LoginProvider> named(LoginProvider.Kind kind, String key);

    /** Signatures of a provider that was found, or of the own realm. */
    TokenSignatures signatures(LoginProvider provider);

    /** Assertions of a SAML identity provider that was found. */
    SamlAssertions assertions(LoginProvider provider);

    /** Signatures of tokens whose keys are published at an address. */
    TokenSignatures signatures(URI keySet);
}
