package io.cloakpool.identitypool.spi;

import org.keycloak.provider.ProviderFactory;

/**
 * Makes {@link LoginVerifier}s. To install one, put a jar into Keycloak's {@code providers} folder that names the factory in {@code
 * META-INF/services/io.cloakpool.identitypool.spi.LoginVerifierFactory}, and build the server. Options are those of Keycloak's
 * providers: {@code --spi-cloakpool-login-verifier--{id}--{option}}, given to {@link #init}.
 *
 * <p>A factory is made once for the server and used by many threads. Its {@link #getId id} is what bindings and stored identities
 * name: it never changes, and is never given to another kind of user.
 */
@PublicApi
public interface LoginVerifierFactory extends ProviderFactory<LoginVerifier> {
    /**
     * The key of {@code Logins} and of {@code SupportedLoginProviders} under which these logins are sent: 1 to 128 letters, digits
     * and {@code _.:/-}; the host name of the provider is a good one. It is always the same while the server runs.
     *
     * <p>The names of the realm and of the providers that Cloakpool knows itself stay theirs: a factory with such a key is ignored,
     * and so are all factories that have one key.
     */
    String loginsKey();
}
