package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
    static final int FAILURES_UNTIL_LOCKED = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final String PASSWORD = "A-password of the tests 1";

    /** Somebody new. */
    record Member(UserResource user, String id, String name, Mailbox mailbox) {
        String address() {
            return mailbox.address();
        }

        /** Waits until Keycloak's brute-force detection, which counts after the answer, has counted that many failures. */
        void awaitFailures(ManagedRealm realm, int number) {
            Instant end = Instant.now().plus(PATIENCE);
            while (failures(realm) < number && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            assertThat(failures(realm)).as("failures counted").isEqualTo(number);
        }

        private int failures(ManagedRealm realm) {
            Map<String, Object> status = realm.admin().attackDetection().bruteForceUserStatus(id);
            return Integer.parseInt(String.valueOf(status.get("numFailures")));
        }

        /** Has the account locked, by wrong passwords elsewhere. */
        void lock(ManagedRealm realm) {
            Instant end = Instant.now().plus(PATIENCE);
            while (!isLocked(realm) && Instant.now().isBefore(end)) {
                SignIn.at(realm).send("username", name).send("password", "wrong");
            }
            assertThat(isLocked(realm)).isTrue();
        }

        private boolean isLocked(ManagedRealm realm) {
            return Boolean.parseBoolean(String.valueOf(
                    realm.admin().attackDetection().bruteForceUserStatus(id).get("disabled")));
        }

        /** From now on the user has a verified number. */
        void prove(String number) {
            UserRepresentation changed = user.toRepresentation();
            numbers(number).forEach((name, value) -> changed.singleAttribute(name, value.get(0)));
            user.update(changed);
        }

        /** From now on the number is one that the user only says is theirs. */
        void unprove() {
            UserRepresentation changed = user.toRepresentation();
            changed.getAttributes().put("phoneNumberVerified", List.of("false"));
            user.update(changed);
        }

        void unlock(ManagedRealm realm) {
            realm.admin().attackDetection().clearBruteForceForUser(id);
        }

        List<String> credentials() {
            return user.credentials().stream()
                    .map(CredentialRepresentation::getType)
                    .toList();
        }
    }

    Member withPassword() {
        return add(true, user -> user.emailVerified(true));
    }

    Member withoutPassword() {
        return add(false, user -> user.emailVerified(true));
    }

    Member unconfirmed() {
        return add(true, user -> user.emailVerified(false));
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

    /** Somebody whom nobody can write to. */
    Member withoutAddress() {
        return add(true, user -> user.email(null));
    }

    /** Somebody without a password who has the answer to the question of {@link Steps#challenge}. */
    Member customer(String number) {
        Member member = withoutPassword();
        UserRepresentation user = member.user().toRepresentation();
        user.singleAttribute("customerNumber", number);
        member.user().update(user);
        return member;
    }

    /** Somebody with a verified number beside the address. */
    Member withNumber(String number) {
        return add(true, user -> user.emailVerified(true).attributes(numbers(number)));
    }

    /** Somebody with an authenticator app. */
    Member withApp(String seed) {
        Issued.add(seed);
        return add(true, user -> user.emailVerified(true).totpSecret(seed));
    }

    private static Map<String, List<String>> numbers(String number) {
        return Map.of("phoneNumber", List.of(number), "phoneNumberVerified", List.of("true"));
    }

    private Member add(boolean password, UnaryOperator<UserBuilder> more) {
        String name = "member-" + UUID.randomUUID();
        Issued.add(PASSWORD);
        UserBuilder user = more.apply(
                UserBuilder.create(name).enabled(true).name("First", "Last").email(name + "@example.com"));
        return add(name, (password ? user.password(PASSWORD) : user).build());
    }

    private Member add(String name, UserRepresentation user) {
        try (Response made = realm.admin().users().create(user)) {
            String id = ApiUtil.getCreatedId(made);
            return new Member(realm.admin().users().get(id), id, name, new Mailbox(mail, name + "@example.com"));
        }
    }
}
