package io.cloakpool.migration.hash;

import java.util.List;

/** Salted digests of directories, with published hashes and those that a library made. */
final class SaltedShaFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.SSHA;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector("passlib 1.7.4, test_handlers.py", "testing123", "{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr"),
                new Vector("passlib 1.7.4, test_handlers.py", "test", "{SSHA}P90+qijSp8MJ1tN25j5o1PflUvlqjXHOGeOckw=="),
                new Vector(
                        "passlib 1.7.4, test_handlers.py",
                        "password",
                        "{SSHA256}x1tymSTVjozxQ2PtT46ysrzhZxbcskK0o2f8hEFx7fAQQmhtDSEkJA=="),
                new Vector(
                        "passlib 1.7.4, test_handlers.py",
                        "toomanysecrets",
                        "{SSHA512}wExp4xjiCHS0zidJDC4UJq9EEeIebAQPJ1PWSwfhxWjfutI9XiiKuHm2AE41cEFfK+8HyI8bh+ztbczUGsvVFIgICWWPt7qu"),
                new Vector("passlib 1.7.4", UTF8, "{SSHA}OMB8GAbVubZ70od4hQJbmwlef+Lau7fW"),
                new Vector("passlib 1.7.4", "", "{SSHA256}9O2UW94sHO4fbBDek9Ld58vfqiqF+O1vym1beVEwAhoAAMB4zxmDkA=="),
                new Vector(
                        "passlib 1.7.4",
                        UTF8,
                        "{SSHA512}jbE3lOz/rpM2lQm9RGqsyUj+btQnOsGmwUgIlG1q96WGmFtNNAg7bnrYF2wNtOtXgklWqyPP8H2t/UvfFw6rOiRE6F2rNQbA"),
                new Vector(
                        "passlib 1.7.4",
                        LONG,
                        "{SSHA512}+iTUhyt2mAzZ21dINrwxIp0ca9rRcs1RF+I4ZQANqaVHH9gEcFRB8rvE/D/DaJbcxhCSk7w0Vru8Gb9tGEoqyXMOwXgvRci5"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                malformed("hash and salt has 20 bytes", "{SSHA}aGhoaGhoaGhoaGhoaGhoaGhoaGg="),
                malformed(
                        "hash and salt has 85 bytes",
                        "{SSHA}aGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaA=="),
                malformed("hash and salt is no Base64", "{SSHA}OMB8G"),
                malformed("hash and salt has 24 bytes", "{SSHA512}OMB8GAbVubZ70od4hQJbmwlef+Lau7fW"),
                malformed("has not the form", "{SSHA}OMB8GAbVubZ70od4hQJbmwlef-Lau7fW"));
    }
}
