package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.RESPONSE_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.base64;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.spi.Reason;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The eight signature wrapping attacks of "On Breaking SAML: Be Whoever You Want to Be" (Somorovsky and others, 2012), as the usual
 * attack tools number them: what is signed stays in the document, and something else stands where it stood. Each with the ID of
 * what is signed and with another one.
 */
@Tag("keycloak")
final class SignatureWrappingTest {
    private static final String SIGNED = sign(response(assertion(ASSERTION_ID, "alice")), ASSERTION_ID, SamlCases.IDP);
    private static final String GOOD = element(SIGNED, "saml:Assertion");
    private static final String SIGNATURE = element(GOOD, "Signature");
    private static final String BARE = GOOD.replace(SIGNATURE, "");
    private static final String BOTH = sign(SIGNED, RESPONSE_ID, SamlCases.IDP);
    /** The first signature in the document is that of the response. */
    private static final String RESPONSE_SIGNATURE = element(BOTH, "Signature");

    private static final String BARE_RESPONSE = BOTH.replace(RESPONSE_SIGNATURE, "");

    @TestFactory
    Stream<DynamicTest> wrapped_assertion_is_refused() {
        return Stream.of(ASSERTION_ID, "_evil").flatMap(id -> attacks(id).entrySet().stream()
                .map(attack ->
                        DynamicTest.dynamicTest(attack.getKey() + " with ID " + id, () -> refused(attack.getValue()))));
    }

    /** Else the attacks could be refused for being no SAML at all. */
    @Test
    void what_is_wrapped_is_good() {
        assertThat(accepts(SIGNED)).isTrue();
        assertThat(accepts(BOTH)).isTrue();
        assertThat(accepts(response(GOOD))).isTrue();
        assertThat(RESPONSE_SIGNATURE).contains("#" + RESPONSE_ID);
        assertThat(SIGNATURE).contains("#" + ASSERTION_ID);
    }

    private static Map<String, String> attacks(String id) {
        String evil = assertion(id, "mallory");
        String evilResponse = response(evil)
                .replace("ID=\"" + RESPONSE_ID, "ID=\"" + (id.equals(ASSERTION_ID) ? RESPONSE_ID : id + "-response"));
        return Map.of(
                "XSW1",
                withSignature(evilResponse, into(RESPONSE_SIGNATURE, BARE_RESPONSE)),
                "XSW2",
                withSignature(evilResponse, BARE_RESPONSE + RESPONSE_SIGNATURE),
                "XSW3",
                response(evil + GOOD),
                "XSW4",
                response(into(evil, GOOD)),
                "XSW5",
                response(withSignature(evil, SIGNATURE) + BARE),
                "XSW6",
                response(withSignature(evil, into(SIGNATURE, BARE))),
                "XSW7",
                response("<samlp:Extensions>" + evil + "</samlp:Extensions>" + GOOD),
                "XSW8",
                response(withSignature(
                        evil,
                        into(
                                SIGNATURE,
                                "<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + BARE + "</Object>"))));
    }

    private static void refused(String xml) {
        assertThat(xml).contains("mallory").contains("alice");
        assertRefused(Reason.LOGIN_INVALID, () -> accepts(xml));
    }

    private static boolean accepts(String xml) {
        return SamlResponse.parse(base64(xml))
                .signedBy(List.of(SamlCases.IDP.getPublic()))
                .isPresent();
    }

    /** The first element of a name, with all that is in it. */
    private static String element(String xml, String name) {
        int start = xml.indexOf("<" + name);
        String end = "</" + name + ">";
        return xml.substring(start, xml.indexOf(end, start) + end.length());
    }

    /** An element with more at its end. */
    private static String into(String element, String more) {
        int end = element.lastIndexOf("</");
        return element.substring(0, end) + more + element.substring(end);
    }

    /** An element with a signature where SAML has it: behind the issuer. */
    private static String withSignature(String element, String signature) {
        return element.replaceFirst("</saml:Issuer>", Matcher.quoteReplacement("</saml:Issuer>" + signature));
    }
}
