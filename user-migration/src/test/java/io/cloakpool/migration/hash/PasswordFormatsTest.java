package io.cloakpool.migration.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.hash.UnusableHashException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordFormatsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$",
                "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "{CLEAR}password",
                "AA=="
            })
    void what_no_format_begins_with_is_unknown(String encoded) {
        assertThatThrownBy(() -> PasswordFormats.of(encoded))
                .isInstanceOfSatisfying(
                        UnusableHashException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN));
    }

    /** Each a bound's own value; one more is refused in the test of the format. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$scrypt$ln=18,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk",
                "$scrypt$ln=14,r=8,p=16$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk",
                "$argon2id$v=19$m=262144,t=3,p=16$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$pbkdf2$3000000$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y",
                "AQAAAAEALcbAAAAAQHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw==",
                "$5$rounds=1000000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA",
                "$P$IIQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"
            })
    void what_stands_at_the_bounds_is_taken(String encoded) {
        assertThat(PasswordFormats.of(encoded).parse(encoded).memory()).isLessThanOrEqualTo(257L << 20);
    }

    @Test
    void names_are_stored_and_stay() {
        assertThat(PasswordFormats.ALL)
                .extracting(PasswordFormat::name)
                .containsExactly(
                        "bcrypt",
                        "scrypt",
                        "firebase-scrypt",
                        "argon2",
                        "pbkdf2",
                        "aspnet-identity",
                        "phpass",
                        "sha-crypt",
                        "md5-crypt",
                        "ssha",
                        "django-digest");
    }
}
