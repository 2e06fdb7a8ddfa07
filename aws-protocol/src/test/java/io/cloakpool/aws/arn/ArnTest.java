package io.cloakpool.aws.arn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    private static final String ACCOUNT = "000000000000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::000000000000:role/Reader",
                "arn:aws-us-gov:iam::aws:policy/ReadOnly",
                "arn:aws:execute-api:us-east-1:000000000000:api/stage/GET/a:b/c",
                "arn:aws:s3:::bucket/café 1",
                "arn:aws:s3:::bucket/:::"
            })
    void parsed_arn_prints_as_the_same_text(String text) {
        assertThat(Arn.parse(text)).hasToString(text);
    }

    @Test
    void parsed_arn_has_its_six_parts() {
        assertThat(Arn.parse("arn:aws:execute-api:us-east-1:000000000000:api/x:y"))
                .isEqualTo(new Arn("aws", "execute-api", "us-east-1", ACCOUNT, "api/x:y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:iam::0:role",
                "urn:aws:iam::000000000000:role/Reader",
                "ARN:aws:iam::000000000000:role/Reader",
                "arn:aws:iam:000000000000:role/Reader",
                "arn::iam::000000000000:role/Reader",
                "arn:aws:::000000000000:role/Reader",
                "arn:aws:IAM::000000000000:role/Reader",
                "arn:aws:iam:us east:000000000000:role/Reader",
                "arn:aws:iam::*:role/Reader12345678",
                "arn:aws:iam::000000000000:",
                "arn:aws:iam::000000000000:role/Rea\nder"
            })
    void text_that_is_no_arn_is_refused(String text) {
        assertThatThrownBy(() -> Arn.parse(text)).isInstanceOf(InvalidArnException.class);
    }

    @Test
    void length_is_limited_at_both_ends() {
        String start = "arn:aws:s3:::";
        assertThat(Arn.parse(start + "b".repeat(20 - start.length()))).isNotNull();
        assertThatThrownBy(() -> Arn.parse(start + "b".repeat(19 - start.length())))
                .isInstanceOf(InvalidArnException.class)
                .hasMessageContaining("length");
        assertThat(Arn.parse(start + "b".repeat(2048 - start.length()))).isNotNull();
        assertThatThrownBy(() -> Arn.parse(start + "b".repeat(2049 - start.length())))
                .isInstanceOf(InvalidArnException.class)
                .hasMessageContaining("length");
    }

    @Test
    void role_and_session_have_the_forms_of_iam_and_sts() {
        assertThat(Arn.role(ACCOUNT, "Reader")).hasToString("arn:aws:iam::000000000000:role/Reader");
        assertThat(Arn.assumedRole(ACCOUNT, "Reader", "CognitoIdentityCredentials"))
                .hasToString("arn:aws:sts::000000000000:assumed-role/Reader/CognitoIdentityCredentials");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:iam::000000000000:role/Reader                | Reader",
                "arn:aws-cn:iam::000000000000:role/R+=,.@-_9          | R+=,.@-_9",
                "arn:aws:sts::000000000000:assumed-role/Reader/alice  | Reader",
                "arn:aws:iam::000000000000:role/team/Reader           | ",
                "arn:aws:iam::000000000000:role/                      | ",
                "arn:aws:iam::000000000000:role/Re ader               | ",
                "arn:aws:iam::000000000000:user/Reader                | ",
                "arn:aws:iam::000000000000:user/a/Reader              | ",
                "arn:aws:iam::aws:role/Reader                         | ",
                "arn:aws:iam:us-east-1:000000000000:role/Reader       | ",
                "arn:aws:sts::000000000000:role/Reader                | ",
                "arn:aws:sts::000000000000:federated-user/Reader/x    | ",
                "arn:aws:sts::000000000000:assumed-role/Reader/x      | ",
                "arn:aws:iam::000000000000:assumed-role/Reader/alice  | ",
                "arn:aws:s3:::bucket/role/Reader                      | "
            })
    void role_name_is_that_of_a_role_without_path_or_of_its_session(String arn, @Nullable String name) {
        assertThat(Arn.parse(arn).roleName().orElse(null)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000,  Reader, alice",
        "0000000000000, Reader, alice",
        "00000000000a, Reader, alice",
        "٠٠٠٠٠٠٠٠٠٠٠٠, Reader, alice",
        "000000000000, '', alice",
        "000000000000, a/b, alice",
        "000000000000, a:b, alice",
        "000000000000, é, alice",
        "000000000000, Reader, a",
        "000000000000, Reader, a/b",
    })
    void names_of_another_form_build_no_arn(String account, String role, String session) {
        assertThatThrownBy(() -> Arn.assumedRole(account, role, session)).isInstanceOf(InvalidArnException.class);
    }

    @Test
    void names_have_at_most_64_characters() {
        assertThat(IamNames.isRoleName("r".repeat(64))).isTrue();
        assertThat(IamNames.isRoleName("r".repeat(65))).isFalse();
        assertThat(IamNames.isSessionName("s".repeat(64))).isTrue();
        assertThat(IamNames.isSessionName("s".repeat(65))).isFalse();
        assertThat(IamNames.isRoleName("Reader\n")).isFalse();
    }
}
