package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.hash.PasswordFormats;
import io.cloakpool.migration.hash.UnusableHashException;
import io.cloakpool.migration.hash.UnusableHashException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.util.JsonSerialization;

final class ForeignCredentialsTest {
    private static final String U_STAR_U = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "foreign-bcrypt " + U_STAR_U,
                "foreign-phpass $P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
                "foreign-md5-crypt $1$dXc3I7Rw$ctlgjDdWJLMT.qwHsWhXR1",
                "foreign-ssha {SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr",
                "foreign-aspnet-identity AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M"
            })
    void hash_survives_the_json_of_a_realm(String algorithm, String encoded) throws IOException {
        String json = JsonSerialization.writeValueAsString(ForeignCredentials.representation(encoded));

        PasswordCredentialModel read = stored(JsonSerialization.readValue(json, CredentialRepresentation.class));

        assertThat(read.getType()).isEqualTo("password");
        assertThat(read.getPasswordCredentialData().getAlgorithm()).isEqualTo(algorithm);
        assertThat(read.getPasswordSecretData().getValue()).isEqualTo(encoded);
        assertThat(read.getPasswordSecretData().getSalt()).isEmpty();
    }

    @Test
    void same_hash_makes_the_same_credential() throws IOException {
        assertThat(JsonSerialization.writeValueAsString(ForeignCredentials.representation(U_STAR_U)))
                .isEqualTo(JsonSerialization.writeValueAsString(ForeignCredentials.representation(U_STAR_U)));
    }

    /** What docs/password-formats.md has people write by hand. */
    @Test
    void fewest_fields_are_enough() {
        CredentialRepresentation byHand = new CredentialRepresentation();
        byHand.setType("password");
        byHand.setCredentialData("{\"algorithm\":\"foreign-bcrypt\",\"hashIterations\":1}");
        byHand.setSecretData("{\"value\":\"" + U_STAR_U + "\"}");

        PasswordCredentialModel read = stored(byHand);

        assertThat(read.getPasswordCredentialData().getAlgorithm()).isEqualTo("foreign-bcrypt");
        assertThat(read.getPasswordSecretData().getValue()).isEqualTo(U_STAR_U);
    }

    @Test
    void hash_that_no_sign_in_could_use_makes_no_credential() {
        assertThatThrownBy(
                        () -> ForeignCredentials.model("$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
                .isInstanceOfSatisfying(
                        UnusableHashException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_COSTLY));
        assertThatThrownBy(() -> ForeignCredentials.representation("password"))
                .isInstanceOfSatisfying(
                        UnusableHashException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN));
    }

    @Test
    void documentation_names_each_algorithm() throws IOException {
        String table = Files.readString(Path.of("..", "docs", "password-formats.md"));

        assertThat(PasswordFormats.ALL)
                .allSatisfy(format -> assertThat(table).contains("| `" + ForeignCredentials.algorithm(format) + "` |"));
    }

    /** As Keycloak keeps it in its database and reads it at a sign-in. */
    private static PasswordCredentialModel stored(CredentialRepresentation representation) {
        CredentialModel row = new CredentialModel();
        row.setType(representation.getType());
        row.setCredentialData(representation.getCredentialData());
        row.setSecretData(representation.getSecretData());
        return PasswordCredentialModel.createFromCredentialModel(row);
    }
}
