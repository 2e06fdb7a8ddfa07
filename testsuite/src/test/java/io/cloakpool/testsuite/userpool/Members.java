package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
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

    /** Somebody with a password and one credential more, as an import of users brings it. */
    Member with(String type, String credentialData, String secretData) {
        CredentialRepresentation more = new CredentialRepresentation();
        more.setType(type);
        more.setUserLabel(type);
        more.setCredentialData(credentialData);
        more.setSecretData(secretData);
        return imported(List.of(password(Duration.ZERO), more), List.of());
    }

    /** Somebody whose temporary password was set so long ago. */
    Member invited(Duration ago) {
        return imported(List.of(password(ago)), List.of("UPDATE_PASSWORD"));
    }

    private static CredentialRepresentation password(Duration age) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setCreatedDate(Instant.now().minus(age).toEpochMilli());
        byte[] salt = "a salt of 16 byt".getBytes(StandardCharsets.US_ASCII);
        password.setCredentialData(
                "{\"hashIterations\":1,\"algorithm\":\"pbkdf2-sha256\",\"additionalParameters\":{}}");
        password.setSecretData("{\"value\":\"" + Base64.getEncoder().encodeToString(pbkdf2(salt)) + "\",\"salt\":\""
                + Base64.getEncoder().encodeToString(salt) + "\",\"additionalParameters\":{}}");
        return password;
    }

    private static byte[] pbkdf2(byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1, 512))
                    .getEncoded();
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    private Member imported(List<CredentialRepresentation> credentials, List<String> actions) {
        Issued.add(PASSWORD);
        String name = "member-" + UUID.randomUUID();
        UserRepresentation user = UserBuilder.create(name)
                .enabled(true)
                .name("First", "Last")
                .email(name + "@example.com")
                .emailVerified(true)
                .build();
        user.setCredentials(credentials);
        user.setRequiredActions(actions);
        return add(name, user);
    }

    private Member add(boolean password, boolean confirmed) {
        String name = "member-" + UUID.randomUUID();
        Issued.add(PASSWORD);
        UserBuilder user = UserBuilder.create(name)
                .enabled(true)
                .name("First", "Last")
                .email(name + "@example.com")
                .emailVerified(confirmed);
        return add(name, (password ? user.password(PASSWORD) : user).build());
    }

    private Member add(String name, UserRepresentation user) {
        try (Response made = realm.admin().users().create(user)) {
            String id = ApiUtil.getCreatedId(made);
            return new Member(realm.admin().users().get(id), id, name, new Mailbox(mail, name + "@example.com"));
        }
    }
}
