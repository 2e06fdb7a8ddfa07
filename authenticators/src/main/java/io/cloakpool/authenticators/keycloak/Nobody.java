package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/** A user who is none and is stored nowhere: what is written for a user is written for a name that nobody has too, and thrown away. */
final class Nobody {
    private static final String NAME = "nobody";

    private Nobody() {}

    static UserModel in(KeycloakSession session) {
        UserModel nobody = new InMemoryUserAdapter(session, session.getContext().getRealm(), NAME);
        nobody.setUsername(NAME);
        return nobody;
    }
}
