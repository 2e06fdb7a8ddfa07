package io.cloakpool.identitypool.keycloak;

/** Makes {@link LoginBindingComponent} known to Keycloak. */
public final class LoginBindingSpi extends ComponentSpi {
    public LoginBindingSpi() {
        super("cloakpoolLoginBinding", LoginBindingComponent.class, LoginBindingFactory.class);
    }
}
