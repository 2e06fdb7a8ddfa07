package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who the user of an assertion is: what Keycloak takes for it when the user signs in to the realm itself. */
final class SamlSubjects {
    static final String NO_SUBJECT = "Invalid login token. The SAML assertion does not say who the user is.";

    private static final String SAML_1 = "urn:oasis:names:tc:SAML:1.1:nameid-format:";
    private static final String SAML_2 = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
    private static final String UNSPECIFIED = SAML_1 + "unspecified";
    /** Formats of names that are the same next time (Assertions and Protocols, section 8.3). A transient one is not. */
    private static final Set<String> LASTING = Set.of(
            "",
            UNSPECIFIED,
            SAML_1 + "emailAddress",
            SAML_1 + "X509SubjectName",
            SAML_1 + "WindowsDomainQualifiedName",
            SAML_2 + "kerberos",
            SAML_2 + "persistent");

    private SamlSubjects() {}

    /** @throws Refused unless the assertion has exactly one name that lasts */
    static String subject(SamlAssertion assertion, SamlProfile profile, String audience) {
        String subject =
                switch (profile.principal()) {
                    case SUBJECT -> name(assertion, profile, audience);
                    case ATTRIBUTE ->
                        value(assertion, attribute -> attribute.name().equals(profile.principalAttribute()));
                    case FRIENDLY_ATTRIBUTE ->
                        value(assertion, attribute -> profile.principalAttribute()
                                .equals(attribute.friendlyName()));
                };
        // Space around it is how somebody prints XML; with it, one user could be two.
        if (!Subjects.isGood(subject) || !subject.equals(subject.strip())) {
            throw IdTokenClaims.invalid(NO_SUBJECT);
        }
        return subject;
    }

    private static String name(SamlAssertion assertion, SamlProfile profile, String audience) {
        NameId name = assertion.nameId();
        if (name == null) {
            throw IdTokenClaims.invalid(NO_SUBJECT);
        }
        if (!LASTING.contains(name.format())) {
            throw IdTokenClaims.invalid(
                    "Invalid login token. The NameID of the SAML assertion is of a format that names nobody for long.");
        }
        // Names of two formats are two name spaces, in which one text may be two people; the app's request may ask for
        // either.
        if (!format(name.format()).equals(format(profile.nameIdFormat()))) {
            throw IdTokenClaims.invalid(
                    "Invalid login token. The NameID of the SAML assertion is not of the format that the realm asks for.");
        }
        // A name that is made for one service provider is another one's elsewhere.
        if (name.spQualifier() != null && !name.spQualifier().equals(audience)) {
            throw IdTokenClaims.invalid(
                    "Invalid login token. The NameID of the SAML assertion is made for another app.");
        }
        // A name that the issuer passes on is another name space's: it must not be taken for one of its own.
        if (name.qualifier() != null && !name.qualifier().equals(assertion.issuer())) {
            throw IdTokenClaims.invalid("Invalid login token. The NameID of the SAML assertion is not its issuer's.");
        }
        return name.value();
    }

    private static String format(String name) {
        return name.equals(UNSPECIFIED) ? "" : name;
    }

    private static String value(SamlAssertion assertion, Predicate<Attribute> wanted) {
        List<String> values = assertion.attributes().stream()
                .filter(wanted)
                .flatMap(attribute -> attribute.values().stream())
                .toList();
        if (values.size() != 1) {
            throw IdTokenClaims.invalid(NO_SUBJECT);
        }
        return values.get(0);
    }
}
