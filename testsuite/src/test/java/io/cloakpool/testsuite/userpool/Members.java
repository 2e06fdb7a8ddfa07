package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Users of a pool. */
record Members(ManagedRealm realm, MailServer mail) {
    static final String PASSWORD = "A-password of the tests 1";

    /** Somebody new. */
    record Member(UserResource user, String id, String name, Mailbox mailbox) {
        String address() {
            return mailbox.address();
        }

        List<String> credentials() {
            return user.credentials().stream()
                    .map(CredentialRepresentation::getType)
                    .toList();
        }
    }

    Member withPassword() {
        return add(true, true);
    }

    Member withoutPassword() {
        return add(false, true);
    }

    Member unconfirmed() {
        return add(true, false);
    }

    private Member add(boolean password, boolean confirmed) {
        String name = "member-" + UUID.randomUUID();
        Issued.add(PASSWORD);
        UserBuilder user = UserBuilder.create(name)
                .enabled(true)
                .name("First", "Last")
                .email(name + "@example.com")
                .emailVerified(confirmed);
        try (Response made = realm.admin().users().create((password ? user.password(PASSWORD) : user).build())) {
            String id = ApiUtil.getCreatedId(made);
            return new Member(realm.admin().users().get(id), id, name, new Mailbox(mail, name + "@example.com"));
        }
    }
}
