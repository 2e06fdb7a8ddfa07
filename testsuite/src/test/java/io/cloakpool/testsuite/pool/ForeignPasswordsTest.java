package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.migration.keycloak.ForeignCredentials;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Users whose password hashes another system made. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ForeignPasswordsTest {
    private static final String DEFAULT = "argon2";
    /** Of passlib 1.7.4. */
    private static final String SECRET = "toomanysecrets";

    private static final String SSHA512 =
            "{SSHA512}wExp4xjiCHS0zidJDC4UJq9EEeIebAQPJ1PWSwfhxWjfutI9XiiKuHm2AE41cEFfK+8HyI8bh+ztbczUGsvVFIgICWWPt7qu";
    /** A cost that no server should pay for one sign-in. */
    private static final String TOO_COSTLY =
            "$scrypt$ln=30,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk";

    @InjectRealm(config = MigratedRealm.class)
    ManagedRealm realm;

    @BeforeAll
    static void keepOutOfLogs() {
        Issued.add(SECRET);
        Issued.add(SSHA512);
        Issued.add(TOO_COSTLY);
    }

    /** The origin of each hash is told where it is tested without a server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "foreign-bcrypt U*U* $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "foreign-scrypt secret $s0$e0801$epIxT/h6HbbwHaehFnh/bw==$7H0vsXlY8UxxyW/BWx/9GuY7jEvGjT71GFd6O4SZND0=",
                "foreign-firebase-scrypt user1password $firescrypt$ln=14,r=8,p=1$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==$Bw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==",
                "foreign-argon2 password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "foreign-pbkdf2 lètmein pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
                "foreign-aspnet-identity 'my password' AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg==",
                "foreign-phpass test12345 $P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "foreign-sha-crypt 'Hello world!' $5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
                "foreign-md5-crypt myPassword $apr1$r31.....$HqJZimcKQFAMYayBlzkrA/",
                "foreign-ssha testing123 {SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr",
                "foreign-django-digest lètmein sha1$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8"
            })
    void old_password_signs_in_and_is_hashed_as_keycloak_does(String algorithm, String password, String encoded)
            throws IOException {
        UserRepresentation user = newUser(encoded);
        String id = create(user);
        assertThat(algorithm(id)).isEqualTo(algorithm);

        assertThat(signIn(user, "not " + password)).isEqualTo(400);
        assertThat(algorithm(id)).isEqualTo(algorithm);

        assertThat(signIn(user, password)).isEqualTo(200);
        assertThat(algorithm(id)).isEqualTo(DEFAULT);

        assertThat(signIn(user, password)).isEqualTo(200);
        assertThat(signIn(user, "not " + password)).isEqualTo(400);
    }

    @Test
    void second_import_makes_no_difference() throws IOException {
        UserRepresentation user = newUser(SSHA512);
        partialImport(user);
        List<CredentialRepresentation> first = credentials(idOf(user));

        partialImport(user);

        List<CredentialRepresentation> second = credentials(idOf(user));
        assertThat(second).hasSize(1);
        assertThat(second.get(0).getCredentialData()).isEqualTo(first.get(0).getCredentialData());
        assertThat(signIn(user, SECRET)).isEqualTo(200);
        assertThat(algorithm(idOf(user))).isEqualTo(DEFAULT);
    }

    @Test
    void unusable_hash_signs_nobody_in_and_is_a_warning_without_the_hash() throws IOException {
        UserRepresentation user = newUser(SSHA512);
        CredentialRepresentation costly = user.getCredentials().get(0);
        costly.setCredentialData("{\"algorithm\":\"foreign-scrypt\",\"hashIterations\":1}");
        costly.setSecretData("{\"value\":\"" + TOO_COSTLY + "\"}");
        create(user);

        assertThat(signIn(user, SECRET)).isEqualTo(400);

        assertThat(TraceLogs.linesWith("pool", "password hash (scrypt) cannot be used"))
                .singleElement()
                .asString()
                .contains("WARN", "TOO_COSTLY", "binary logarithm of N is 30");
    }

    /** Keycloak takes any algorithm that it knows into a password policy. */
    @Test
    void policy_that_names_a_foreign_format_locks_nobody_out_and_makes_no_new_password() throws IOException {
        realm.updateWithCleanup(update -> update.passwordPolicy("hashAlgorithm(foreign-ssha)"));
        UserRepresentation user = newUser(SSHA512);
        String id = create(user);

        assertThat(signIn(user, SECRET)).isEqualTo(200);
        assertThat(algorithm(id)).isEqualTo("foreign-ssha");
        CredentialRepresentation changed = new CredentialRepresentation();
        changed.setType(CredentialRepresentation.PASSWORD);
        changed.setValue("another password");
        assertThatThrownBy(() -> realm.admin().users().get(id).resetPassword(changed))
                .isInstanceOfSatisfying(ClientErrorException.class, refused -> assertThat(
                                refused.getResponse().readEntity(String.class))
                        .contains("foreign-ssha is for imported passwords"));
        assertThat(signIn(user, SECRET)).isEqualTo(200);
    }

    private static UserRepresentation newUser(String encoded) {
        String name = "user-" + UUID.randomUUID();
        UserRepresentation user = UserBuilder.create(name)
                .enabled(true)
                .name("First", "Last")
                .email(name + "@example.com")
                .emailVerified(true)
                .build();
        user.setCredentials(List.of(ForeignCredentials.representation(encoded)));
        return user;
    }

    private String create(UserRepresentation user) {
        try (Response made = realm.admin().users().create(user)) {
            return ApiUtil.getCreatedId(made);
        }
    }

    private void partialImport(UserRepresentation user) {
        PartialImportRepresentation users = new PartialImportRepresentation();
        users.setIfResourceExists(PartialImportRepresentation.Policy.OVERWRITE.name());
        users.setUsers(List.of(user));
        try (Response done = realm.admin().partialImport(users)) {
            assertThat(done.getStatus()).isEqualTo(200);
        }
    }

    private String idOf(UserRepresentation user) {
        return realm.admin()
                .users()
                .searchByUsername(user.getUsername(), true)
                .get(0)
                .getId();
    }

    private List<CredentialRepresentation> credentials(String id) {
        return realm.admin().users().get(id).credentials();
    }

    private String algorithm(String id) throws IOException {
        List<CredentialRepresentation> passwords = credentials(id);
        assertThat(passwords).hasSize(1);
        return new ObjectMapper()
                .readTree(passwords.get(0).getCredentialData())
                .path("algorithm")
                .asText();
    }

    private int signIn(UserRepresentation user, String password) {
        return Http.form(
                        URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                MigratedRealm.APP,
                                "username",
                                user.getUsername(),
                                "password",
                                password))
                .status();
    }
}
