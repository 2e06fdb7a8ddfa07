package io.cloakpool.examples.loginverifier;

import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.LoginVerifierFactory;
import java.net.URI;
import org.keycloak.Config;
import org.keycloak.http.simple.SimpleHttp;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Reads the options, once, and makes a verifier for each request that needs one. */
@SuppressWarnings("NullAway.Init") // Keycloak calls init first
public final class IntrospectionLoginVerifierFactory implements LoginVerifierFactory {
    static final String ID = "introspection";

    private Introspection introspection;
    private String loginsKey;

    /** Made by Keycloak. */
    public IntrospectionLoginVerifierFactory() {}

    @Override
    public String getId() {
        return ID;
    }

    /** @throws IllegalArgumentException naming the option that is missing; the server does not start then */
    @Override
    public void init(Config.Scope options) {
        introspection = new Introspection(
                URI.create(required(options, "endpoint")),
                required(options, "client-id"),
                required(options, "client-secret"));
        loginsKey = required(options, "logins-key");
    }

    private static String required(Config.Scope options, String name) {
        String value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The option --spi-cloakpool-login-verifier--" + ID + "--" + name + " is missing");
        }
        return value;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public String loginsKey() {
        return loginsKey;
    }

    /** With Keycloak's HTTP client, which knows the proxies and the trust store of the server. */
    @Override
    public LoginVerifier create(KeycloakSession session) {
        return new IntrospectionLoginVerifier(introspection, SimpleHttp.create(session));
    }

    @Override
    public void close() {}
}
