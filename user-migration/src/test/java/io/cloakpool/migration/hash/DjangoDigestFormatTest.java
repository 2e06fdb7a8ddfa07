package io.cloakpool.migration.hash;

import java.util.List;

/** Old hashes of Django, with the vectors of its own tests and hashes that it made. */
final class DjangoDigestFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.DJANGO_DIGEST;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "Django, tests/auth_tests/test_hashers.py",
                        "lètmein",
                        "sha1$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8"),
                new Vector(
                        "Django, tests/auth_tests/test_hashers.py",
                        "lètmein",
                        "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3"),
                new Vector(
                        "Django, tests/auth_tests/test_hashers.py, without a salt",
                        "lètmein",
                        "md5$$88a434c88cca4e900f7874cd98123f43"),
                new Vector("Django 5.2.17", UTF8, "md5$gkcqpUJvvck4K9sYkCr7VP$b0555ef85f9ccf11f6d16117b9741c0e"),
                new Vector("Django 5.2.17", "", "md5$Qx8i7m2s0USF8OIlWKBuaJ$3958b3f3bae40515753b2e440b577bd8"),
                new Vector("Django 5.2.17", LONG, "md5$hsZHkJfWdPCHFW1XC7w0Qx$60d393387f0f8098f83053ce126bb10c"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                malformed("hash has not 20 bytes", "sha1$seasalt$3f86d0d3d465b7b458c231bf3555c0e3"),
                malformed("hash has not 16 bytes", "md5$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8"),
                malformed("has not the form", "md5$seasalt$3F86d0d3d465b7b458c231bf3555c0eg"),
                malformed(
                        "salt has 65 bytes",
                        "md5$sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss$3f86d0d3d465b7b458c231bf3555c0e3"));
    }
}
