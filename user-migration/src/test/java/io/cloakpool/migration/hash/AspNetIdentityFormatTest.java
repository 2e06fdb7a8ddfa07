package io.cloakpool.migration.hash;

import java.util.List;

/** ASP.NET Identity, with the vectors of its own tests. */
final class AspNetIdentityFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.ASPNET_IDENTITY;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "ASP.NET Core, PasswordHasherTest, V2",
                        "my password",
                        "AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg=="),
                new Vector(
                        "Python 3.11 hashlib.pbkdf2_hmac, laid out by hand, V2",
                        UTF8,
                        "ADAxMjM0NTY3ODlhYmNkZWY8nygw+Bus9LPitNjBVhZO7jLEu5HIZSbpiMxxiEQ3sA=="),
                new Vector(
                        "Python 3.11 hashlib.pbkdf2_hmac, laid out by hand, V2",
                        "",
                        "ADAxMjM0NTY3ODlhYmNkZWZV8wibGFbAYkcvleOr2gZ0hC+CqZuqWD8EvA5kRDN4wA=="),
                new Vector(
                        "ASP.NET Core, PasswordHasherTest, V3_SHA1_250iter_128salt_128subkey",
                        "my password",
                        "AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M"),
                new Vector(
                        "ASP.NET Core, PasswordHasherTest, V3_SHA512_50iter_128salt_128subkey",
                        "my password",
                        "AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw"),
                new Vector(
                        "ASP.NET Core, PasswordHasherTest, V3_SHA512_250iter_256salt_512subkey",
                        "my password",
                        "AQAAAAIAAAD6AAAAIJbVi5wbMR+htSfFp8fTw8N8GOS/Sje+S/4YZcgBfU7EQuqv4OkVYmc4VJl9AGZzmRTxSkP7LtVi9IWyUxX8IAAfZ8v+ZfhjCcudtC1YERSqE1OEdXLW9VukPuJWBBjLuw=="),
                new Vector(
                        "ASP.NET Core, PasswordHasherTest, V3_SHA512_10000iter_128salt_256subkey",
                        "my password",
                        "AQAAAAIAACcQAAAAEAABAgMEBQYHCAkKCwwNDg9B0Oxwty+PGIDSp95gcCfzeDvA4sGapUIUov8usXfD6A=="),
                new Vector(
                        "Python 3.11 hashlib.pbkdf2_hmac, laid out by hand, V3",
                        UTF8,
                        "AQAAAAEAAASwAAAAEDAxMjM0NTY3ODlhYmNkZWZmuDwZf34wxCT2P6Kjp7MXbnwei79vL/H/Uy4F58+++w=="),
                new Vector(
                        "Python 3.11 hashlib.pbkdf2_hmac, laid out by hand, V3",
                        LONG,
                        "AQAAAAEAAASwAAAAEDAxMjM0NTY3ODlhYmNkZWZjFqfPaqpxTG8rqkD8+Xu5m4ob6pEt+TX4AprUoy7guw=="));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                tooCostly(
                        "is 3000001",
                        "AQAAAAEALcbBAAAAEHNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                tooCostly(
                        "is 4294967295",
                        "AQAAAAH/////AAAAEHNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "rounds are 0",
                        "AQAAAAEAAAAAAAAAEHNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "digest is 3",
                        "AQAAAAMAAAPoAAAAEHNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "salt has 15 bytes",
                        "AQAAAAEAAAPoAAAAD3Nzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "salt has 49 bytes",
                        "AQAAAAEAAAPoAAAAMXNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "salt has 65 bytes",
                        "AQAAAAEAAAPoAAAAQXNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nza2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="),
                malformed(
                        "salt has 4294967295 bytes",
                        "AQAAAAEAAAPo/////3Nzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="),
                malformed(
                        "key has 31 bytes",
                        "AQAAAAEAAAPoAAAAEHNzc3Nzc3Nzc3Nzc3Nzc3Nra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr"),
                malformed("key has 0 bytes", "AQAAAAEAAAPoAAAAEHNzc3Nzc3Nzc3Nzc3Nzc3M="),
                malformed("neither version 2 nor 3", "AQAAAAEAACcQ"),
                malformed("text is no Base64", "AQAAAAEAACcQA"),
                malformed("text is no Base64", "AQAAAA$"));
    }
}
