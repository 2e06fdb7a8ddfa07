package io.cloakpool.migration.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** bcrypt, with the published vectors of Openwall and jBCrypt, and hashes that libraries made. */
final class BcryptFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.BCRYPT;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "Openwall crypt_blowfish, wrapper.c",
                        "U*U",
                        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                new Vector(
                        "Openwall crypt_blowfish, wrapper.c",
                        "U*U*",
                        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
                new Vector(
                        "Openwall crypt_blowfish, wrapper.c",
                        "",
                        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
                new Vector(
                        "Openwall crypt_blowfish, wrapper.c: what is behind 72 bytes does not count",
                        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
                        "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"),
                new Vector(
                        "jBCrypt, TestBCrypt",
                        "abcdefghijklmnopqrstuvwxyz",
                        "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"),
                new Vector("jBCrypt, TestBCrypt", "a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
                new Vector("Python bcrypt 5.0.0", UTF8, "$2b$04$GPEi7SZU1swEM2IP4FbDJ.J.DTbHSiw4q71nJMZwhvnvUFDQKQZW6"),
                new Vector("Python bcrypt 5.0.0", UTF8, "$2a$04$k3s7rABEV49B5xEzvR7zbeCJkhM32JayTaQAWGy9BiC8oG1ABPwFy"),
                new Vector(
                        "Python bcrypt 5.0.0, of the first 72 bytes",
                        LONG,
                        "$2b$04$EXYTTM/0wSLqPTRlXBtS4eUkDAJlFOzaourJP29BNZ98luPWIlfuC"),
                new Vector(
                        "PHP 8.2.36, password_hash",
                        UTF8,
                        "$2y$04$9bTRmrWWU55f2CfUbKNO..OpEUxYopJ.EpMssqAQctA1H8oRtNFCC"),
                new Vector(
                        "PHP 8.2.36, password_hash",
                        "",
                        "$2y$04$hF43xHnPs0mcxSGwOaEiT.kQjMJ3cBb2jZqdmW8BbvSp1cyQ7hZue"),
                new Vector(
                        "PHP 8.2.36, password_hash",
                        LONG,
                        "$2y$04$cnHkHfAjReYREmaLTAGdW.lVelmgBhoUNeZ6rlGKFbtsQcuQtcdAu"),
                new Vector(
                        "Apache htpasswd 2.4.71", UTF8, "$2y$04$LnNvwAUXHqTmTU.TGyL5sefAVQAvYTpQO6ToKTvQcwbWjobQ1jSje"),
                new Vector(
                        "Django 5.2.17, BCryptPasswordHasher",
                        UTF8,
                        "bcrypt$$2b$04$AIikT5ghlvj.Gg6Izh.CKOfYOZw/h5Y642/Ifn52idenmY1kgEXRS"),
                new Vector(
                        "Django 5.2.17, BCryptSHA256PasswordHasher",
                        UTF8,
                        "bcrypt_sha256$$2b$04$R8.YLJBFtICEqdBVIeXlE.uKB/5KU29PZLcVh7LwC.zDQ8sKsF0Ti"),
                new Vector(
                        "Django 5.2.17, BCryptSHA256PasswordHasher",
                        "",
                        "bcrypt_sha256$$2b$04$dtv7coBRjrWG9yYo0sPeqO1yabrFWh/7h6u4DG.mSkX2E9BA7EC7G"),
                new Vector(
                        "Django 5.2.17, BCryptSHA256PasswordHasher",
                        LONG,
                        "bcrypt_sha256$$2b$04$HZuueFfOTPilJbRTcFY7QezsE0bQcEx7KheIXziGW3p7QF19Zqro2"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                unsupported("variant $2x$", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e"),
                unsupported("variant $2$", "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                tooCostly("cost is 16", "$2b$16$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                tooCostly("cost is 31", "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                tooCostly("cost is 99", "bcrypt_sha256$$2b$99$R8.YLJBFtICEqdBVIeXlE.uKB/5KU29PZLcVh7LwC.zDQ8sKsF0Ti"),
                malformed("cost is 3", "$2b$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                malformed("has not the form", "$2b$05$CCCCCCCCCCCCCCCCCCCCC+E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                malformed("has not the form", "$2b$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
                malformed("has not the form", "bcrypt$$2c$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
    }

    /** The key repeats until it fills the cipher's, with a zero byte at its end: {@code U*U} and {@code U*U\0U*U} would be one password. */
    @Test
    void password_with_a_zero_byte_matches_nothing() {
        ForeignHash hash = format().parse("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

        assertThat(hash.matches("U*U".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(hash.matches("U*U\0".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(hash.matches("U*U\0U*U".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void only_the_first_72_bytes_count() {
        ForeignHash hash = format().parse("$2b$04$EXYTTM/0wSLqPTRlXBtS4eUkDAJlFOzaourJP29BNZ98luPWIlfuC");

        assertThat(hash.matches("x".repeat(72).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(hash.matches("x".repeat(71).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    /** Passwords that are not UTF-8, which tell the repaired signed characters from the others (Openwall, wrapper.c). */
    @Test
    void bytes_above_127_are_unsigned() {
        byte[] password = {(byte) 0xff, (byte) 0xff, (byte) 0xa3};

        assertThat(format().parse("$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")
                        .matches(password))
                .isTrue();
        assertThat(format().parse("$2b$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq")
                        .matches(new byte[] {(byte) 0xa3}))
                .isTrue();
    }
}
