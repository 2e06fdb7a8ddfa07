package io.cloakpool.migration.hash;

import java.util.List;

/** Argon2, with the vectors of the reference implementation and hashes that libraries made. */
final class Argon2FormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.ARGON2;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "phc-winner-argon2, test.c, version 16",
                        "password",
                        "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY"),
                new Vector(
                        "phc-winner-argon2, test.c, version 16",
                        "password",
                        "$argon2i$m=256,t=2,p=2$c29tZXNhbHQ$tsEVYKap1h6scGt5ovl9aLRGOqOth+AMB+KwHpDFZPs"),
                new Vector(
                        "phc-winner-argon2, test.c",
                        "password",
                        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"),
                new Vector(
                        "phc-winner-argon2, test.c",
                        "password",
                        "$argon2i$v=19$m=256,t=2,p=2$c29tZXNhbHQ$T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E"),
                new Vector(
                        "phc-winner-argon2, test.c",
                        "password",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                new Vector(
                        "phc-winner-argon2, test.c",
                        "password",
                        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
                new Vector(
                        "argon2-cffi 25.1.0",
                        UTF8,
                        "$argon2id$v=19$m=256,t=2,p=2$v2ED/E9WZWkDcY0geBOCXw$7nwjyccxix2pW5tn4OsCaHE4IA7YYC+spdJI0G67R4A"),
                new Vector(
                        "argon2-cffi 25.1.0",
                        "",
                        "$argon2id$v=19$m=256,t=2,p=2$olvyNCCsovYsRAwV9KenFg$TTo4tA8JZu5HaxCEqPkTcK/4spy3lpSYlfeWXufhbWg"),
                new Vector(
                        "argon2-cffi 25.1.0",
                        LONG,
                        "$argon2i$v=19$m=256,t=2,p=2$mtr8TAzr9nFCusxojve90w$eeyqkHEF5JPJRmhmNuHc5F2fV8YY16jUih1WLxalaMU"),
                new Vector(
                        "PHP 8.2.36, password_hash",
                        UTF8,
                        "$argon2id$v=19$m=256,t=2,p=1$czdXOUhDT1JmcXZJYkdpNw$ypxFkrDsCDW4jFM4pTLKHRhVTdKFOsyV57fGJjiSM60"),
                new Vector(
                        "Django 5.2.17",
                        UTF8,
                        "argon2$argon2id$v=19$m=256,t=2,p=8$TlJyMnM0aW1PNXJYWVF3RnJ1VXU5eg$6FDWPg5J7qJmgGxtuGpH1ELKzAjGOx/hakihVa9LteI"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                unsupported(
                        "Argon2id and Argon2i",
                        "$argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                unsupported(
                        "versions 16 and 19",
                        "$argon2id$v=20$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                tooCostly(
                        "m in KiB is 2097152",
                        "$argon2id$v=19$m=2097152,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                tooCostly(
                        "m in KiB is 9999999999",
                        "$argon2id$v=19$m=9999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                tooCostly(
                        "m times t is",
                        "$argon2id$v=19$m=262144,t=5,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                tooCostly(
                        "m times t is",
                        "$argon2id$v=19$m=256,t=9999999999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                tooCostly(
                        "p is 17",
                        "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "p is 0",
                        "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "t is 0",
                        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "m is 7, below 8",
                        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "m is 16, below 32",
                        "$argon2id$v=19$m=16,t=2,p=4$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "salt has 7 bytes",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed("hash has 15 bytes", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4r"),
                malformed(
                        "has not the form",
                        "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "has not the form",
                        "$argon2id$v=19$m=256,t=2,p=1,keyid=Zm9v$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
                malformed(
                        "salt is no Base64",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQab$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
    }
}
