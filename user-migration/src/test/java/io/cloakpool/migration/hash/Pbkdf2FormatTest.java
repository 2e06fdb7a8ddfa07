package io.cloakpool.migration.hash;

import java.util.List;

/** PBKDF2, with the vectors of RFC 6070 and hashes that libraries made. */
final class Pbkdf2FormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.PBKDF2;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector("RFC 6070, number 1", "password", "$pbkdf2$1$c2FsdA$DGDID5YfDnHzqbUkr2ASBi/gN6Y"),
                new Vector("RFC 6070, number 3", "password", "$pbkdf2$4096$c2FsdA$SwB5AbdlSJq.rUnZJvch0GWkKcE"),
                new Vector(
                        "passlib 1.7.4, test_handlers_pbkdf2.py",
                        "password",
                        "$pbkdf2$1212$OB.dtnSEXZK8U5cgxU/GYQ$y5LKPOplRmok7CZp/aqVDVg8zGI"),
                new Vector(
                        "passlib 1.7.4, test_handlers_pbkdf2.py",
                        "password",
                        "$pbkdf2-sha256$1212$4vjV83LKPjQzk31VI4E0Vw$hsYF68OiOUPdDZ1Fg.fJPeq1h/gXXY7acBp9/6c.tmQ"),
                new Vector(
                        "passlib 1.7.4, test_handlers_pbkdf2.py",
                        "password",
                        "$pbkdf2-sha512$1212$RHY0Fr3IDMSVO/RSZyb5ow$eNLfBK.eVozomMr.1gYa17k9B7KIK25NOEshvhrSX.esqY3s.FvWZViXz4KoLlQI.BzY/YTNJOiKc5gBYFYGww"),
                new Vector(
                        "passlib, documentation of pbkdf2_sha256",
                        "toomanysecrets",
                        "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk"),
                new Vector("passlib 1.7.4", UTF8, "$pbkdf2$1200$0FqrlXJuLUWIcS7lPOc8Jw$fOa7HxKknzj/p754mI.g4mTUcao"),
                new Vector(
                        "passlib 1.7.4",
                        UTF8,
                        "$pbkdf2-sha256$1200$7F0LobTW2juHMOYcI4QQwg$04J6p0uFhWVKoY1/JTHxp2AiUh/NzTJ9hHWqoqD7l80"),
                new Vector(
                        "passlib 1.7.4",
                        "",
                        "$pbkdf2-sha256$1200$ude6d87ZO0fonROiFCIkhA$yB/TBGS5GSrroXdRaSiMruNPyp7gsaqhjBYzwy227LA"),
                new Vector(
                        "passlib 1.7.4",
                        LONG,
                        "$pbkdf2-sha512$1200$du6dc.49B8CYM6ZUihECwA$mkbsRkFmxuFZSeiedBxdW4A5NSDfRXeiwiwEbNxy0RNsdGc7Y16lqW43YD1lTnD0OLawGCyEX3ao9ERJZBkmTA"),
                new Vector(
                        "passlib 1.7.4, ldap_pbkdf2_sha1",
                        UTF8,
                        "{PBKDF2}1200$gDAmpFSKcW7t3RvDOCdEqA$C4nCvX77nSz/ZTyt4fTOIjKf.R0"),
                new Vector(
                        "passlib 1.7.4, ldap_pbkdf2_sha256",
                        LONG,
                        "{PBKDF2-SHA256}1200$xZhzjtHae./du3eOsXaO0Q$GyxtKqsxc9sw0I.IheuAUy6NVgKyV0EBZAWrunC13zQ"),
                new Vector(
                        "passlib 1.7.4, ldap_pbkdf2_sha512",
                        UTF8,
                        "{PBKDF2-SHA512}1200$AiBESKm1VoqRcm4NQSiFMA$wKrEfBgdiQOdzbCNSCyugLXPtfiKOwE5X0WBZDGNH6ivOL3fXSzsyz2XP/pSSZlDgOQ6XCL.gGUMqKHzBsT.ng"),
                new Vector(
                        "passlib 1.7.4, ldap_pbkdf2_sha512",
                        LONG,
                        "{PBKDF2-SHA512}1200$D8FY6x2DUGqNca4Vwtgbgw$kVqESdBhta.LEvfD0fZvT2Zr4nmEeOq4pR9yxdBN9M9cjptBmTBMCOzlCT/7XlprdqOKH2ZmpigIEt/KC.z3zA"),
                new Vector(
                        "Python 3.11, hashlib.pbkdf2_hmac, written down as passlib does for the other digests",
                        UTF8,
                        "$pbkdf2-sha1$1200$0BqrlXJuLULQGquVcm4tQg$GHr193SIM2YiOjgbdJHkjjWPQGI"),
                new Vector(
                        "Django, tests/auth_tests/test_hashers.py",
                        "lètmein",
                        "pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="),
                new Vector(
                        "Django 5.2.17",
                        UTF8,
                        "pbkdf2_sha256$1200$hhHq3Ua7twvRMdffFNslpC$EFMa/i+IdPCj8zO1eU3hiHgr/gxJ0WC22E/wpKL8uvo="),
                new Vector(
                        "Django 5.2.17",
                        "",
                        "pbkdf2_sha256$1200$nCGWGuH7AVLdI8C1HSS0bQ$jkrcy9ogr2/MfbVl2CDNcpAGTa9J08hhlEpI53Kgkco="),
                new Vector(
                        "Django 5.2.17", UTF8, "pbkdf2_sha1$1200$f33HKWVSE9Yf8Zl6SDMsm5$WOWsgaDpIqLxcHOLUneNjnW8H5I="),
                new Vector(
                        "Django 5.2.17", LONG, "pbkdf2_sha1$1200$2a5f9OGT1RQYuU3liEayj3$Pxf0AtexhcrYi1/OAs8E7tnPCEQ="));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                tooCostly(
                        "rounds over all blocks of the hash is 16777216",
                        "$pbkdf2$16777216$c2FsdA$7v5hzU2k5OmUWxUdhtGzeCCzNQo"),
                tooCostly(
                        "is 3000001",
                        "$pbkdf2-sha256$3000001$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                tooCostly(
                        "is 9999999999",
                        "pbkdf2_sha256$9999999999$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="),
                malformed(
                        "rounds is 0",
                        "$pbkdf2-sha256$0$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed(
                        "has not the form",
                        "$pbkdf2-sha256$-1$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed(
                        "has not the form",
                        "$pbkdf2-sha384$1200$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed(
                        "has not the form",
                        "$pbkdf2-sha256$12345678901$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed("has not the form", "pbkdf2_sha256$1200$$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="),
                malformed(
                        "hash has 32 bytes",
                        "$pbkdf2$6400$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed(
                        "hash has 31 bytes",
                        "$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdgw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9"),
                malformed("salt has 0 bytes", "$pbkdf2-sha256$6400$$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed("salt is no Base64", "{PBKDF2-SHA256}6400$0ZrzX$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M"),
                malformed(
                        "salt has 65 bytes",
                        "pbkdf2_sha256$1200$sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="));
    }
}
