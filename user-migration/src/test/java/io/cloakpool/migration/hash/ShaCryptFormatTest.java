package io.cloakpool.migration.hash;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** SHA-crypt, with the vectors of its specification and hashes that tools made. */
@Tag("vectors")
final class ShaCryptFormatTest extends FormatContract {
    @Override
    PasswordFormat format() {
        return PasswordFormats.SHA_CRYPT;
    }

    @Override
    List<Vector> vectors() {
        return List.of(
                new Vector(
                        "Ulrich Drepper, SHA-crypt.txt",
                        "Hello world!",
                        "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                new Vector(
                        "Ulrich Drepper, SHA-crypt.txt",
                        "Hello world!",
                        "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA"),
                new Vector(
                        "Ulrich Drepper, SHA-crypt.txt",
                        "a very much longer text to encrypt.  This one even stretches over morethan one line.",
                        "$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1"),
                new Vector(
                        "Ulrich Drepper, SHA-crypt.txt",
                        "the minimum number is still observed",
                        "$5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC"),
                new Vector(
                        "Ulrich Drepper, SHA-crypt.txt",
                        "Hello world!",
                        "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"),
                new Vector(
                        "John the Ripper 1.7.9",
                        "",
                        "$6$ojWH1AiTee9x1peC$QVEnTvRVlPRhcLQCk/HnHaZmlGAAjCfrAN0FtOsOnUk5K5Bn/9eLHHiRzrTzaIKjW9NTLNIBUCtNVOowWS2mN."),
                new Vector(
                        "OpenSSL 3.0.19, openssl passwd -5",
                        UTF8,
                        "$5$abc.DE/9$6r/f4ro8K0Fj2uFqB9V7Mk17iqumTGjwqcX/tGB6xL9"),
                new Vector(
                        "OpenSSL 3.0.19, openssl passwd -6",
                        LONG,
                        "$6$abc.DE/9$HTKcoSMqyDejXhjibqMYFgUv3iYenPjhX/A6KAXYVnpr9ul1IhAhXicC8sNUmBHrxR4aCDZbz8DMyyfh7NUQ5/"),
                new Vector(
                        "mkpasswd 5.5.17",
                        UTF8,
                        "$6$rounds=1500$saltstring12$yWLACSCWNBrpZ/mJIOGi0EIAH1OJrCvkvkLrNnkQpqmvPEqZKls.suS43w3l.5eZmeHsVkYzN75RPPGWXG1Qm0"),
                new Vector(
                        "mkpasswd 5.5.17",
                        UTF8,
                        "$5$rounds=1500$saltstring12$E4b1Ogaw7cxRGUtn.KqazsCjYYZG2lLUU4GjtUgiA22"));
    }

    @Override
    List<Refusal> refusals() {
        return List.of(
                tooCostly(
                        "rounds is 1000001",
                        "$5$rounds=1000001$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                tooCostly(
                        "rounds is 999999999",
                        "$5$rounds=999999999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                malformed(
                        "rounds is 999, below 1000",
                        "$5$rounds=999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                malformed("hash has 42 characters", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc"),
                malformed("hash has 43 characters", "$6$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                malformed("has not the form", "$5$saltstringsaltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                malformed("has not the form", "$5$$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
                malformed("has not the form", "$5$rounds=$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"));
    }
}
