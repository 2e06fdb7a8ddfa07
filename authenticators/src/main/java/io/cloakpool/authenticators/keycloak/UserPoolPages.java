package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;

/** The pages that links of mails lead to. */
public final class UserPoolPages {
    static final String CONFIRM_EMAIL = "confirm-email";
    static final String SIGN_UP = "sign-up";
    static final String UNDO = "undo-change";

    private final KeycloakSession session;

    UserPoolPages(KeycloakSession session) {
        this.session = session;
    }

    /** Where one of the pages is. */
    static String address(KeycloakSession session, String page) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms")
                .path(session.getContext().getRealm().getName())
                .path(UserPoolResourceFactory.PROVIDER_ID)
                .path(page)
                .build()
                .toString();
    }

    /** Confirms the address of a user. */
    @Path(CONFIRM_EMAIL)
    public ConfirmationLink confirmEmail() {
        return new ConfirmationLink(session);
    }

    /** Confirms the address of somebody who signs up. */
    @Path(SIGN_UP)
    public SignUpLink signUp() {
        return new SignUpLink(session);
    }

    /** Undoes a change of an address. */
    @Path(UNDO)
    public UndoLink undo() {
        return new UndoLink(session);
    }
}
