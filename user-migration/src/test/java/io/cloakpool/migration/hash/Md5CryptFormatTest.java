package io.cloakpool.migration.hash;

import java.util.List;

/** MD5-crypt, with published hashes and those that tools made. */
final class Md5CryptFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.MD5_CRYPT;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector("John the Ripper 1.7.9", "U*U*U*U*", "$1$dXc3I7Rw$ctlgjDdWJLMT.qwHsWhXR1"),
                new Vector("John the Ripper 1.7.9", "", "$1$Eu.GHtia$CFkL/nE1BYTlEPiVx1VWX0"),
                new Vector("Apache httpd 2.2, Password Formats", "myPassword", "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/"),
                new Vector("OpenSSL 3.0.19, openssl passwd -1", UTF8, "$1$abc.DE/9$wGaNQ1aiMmDNn4dm6eZZl/"),
                new Vector("OpenSSL 3.0.19, openssl passwd -1", LONG, "$1$abc.DE/9$.KqvSm6l1wy9QB91p0YqK/"),
                new Vector("OpenSSL 3.0.19, openssl passwd -apr1", LONG, "$apr1$abc.DE/9$4Iuzv88aLApXXz.a.aoeT."),
                new Vector("Apache htpasswd 2.4.71", UTF8, "$apr1$.GrJOUlP$8PtQwFVUvRVZza.fRbl.Y0"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                malformed("has not the form", "$1$dXc3I7Rw$ctlgjDdWJLMT.qwHsWhXR"),
                malformed("has not the form", "$1$dXc3I7Rw9$ctlgjDdWJLMT.qwHsWhXR1"),
                malformed("has not the form", "$1$$ctlgjDdWJLMT.qwHsWhXR1"),
                malformed("has not the form", "$apr1$dXc3I7Rw$ctlgjDdWJLMT+qwHsWhXR1"));
    }
}
