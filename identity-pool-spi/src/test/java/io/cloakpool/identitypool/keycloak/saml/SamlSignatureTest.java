package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.keycloak.saml.SamlCases.IDP;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.OTHER;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.SIGNED;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.UNSIGNED;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.accepted;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.invalid;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.pair;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.signedBy;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.RESPONSE_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.keycloak.saml.SamlMaker.Method;
import java.security.KeyPair;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Assertions and Protocols for SAML 2.0, section 5: what is signed, and how it may be. */
@Tag("keycloak")
final class SamlSignatureTest {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    @Test
    void any_of_the_providers_keys_may_have_signed() {
        assertThat(signedBy(SIGNED, OTHER.getPublic(), pair("EC", 256).getPublic(), IDP.getPublic()))
                .isPresent();
    }

    @Test
    void another_key_proves_nothing() {
        assertThat(signedBy(SIGNED, OTHER.getPublic())).isEmpty();
        assertThat(signedBy(SIGNED, pair("EC", 256).getPublic())).isEmpty();
        assertThat(signedBy(SIGNED)).isEmpty();
        assertThat(signedBy(sign(UNSIGNED, ASSERTION_ID, OTHER), IDP.getPublic()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ">alice<, >mallory<",
        "urn:app, urn:any",
        "_q1\" NotOn, _q2\" NotOn",
        ">admin<, >root<",
        "35:00Z, 59:00Z"
    })
    void signed_text_cannot_be_changed(String from, String to) {
        assertThat(SIGNED).contains(from);

        assertThat(signedBy(SIGNED.replace(from, to), IDP.getPublic())).isEmpty();
    }

    @Test
    void unsigned_assertion_is_refused_also_in_a_signed_response() {
        invalid(UNSIGNED, "the assertion is not signed");
        invalid(sign(UNSIGNED, RESPONSE_ID, IDP), "the assertion is not signed");
    }

    @Test
    void signed_response_must_be_signed_well_too() {
        String both = sign(SIGNED, RESPONSE_ID, IDP);
        accepted(both);

        assertThat(signedBy(both.replace("Destination=\"https://app", "Destination=\"https://app2"), IDP.getPublic()))
                .isEmpty();
        assertThat(signedBy(sign(SIGNED, RESPONSE_ID, OTHER), IDP.getPublic())).isEmpty();
    }

    @Test
    void signature_of_something_else_is_refused_whoever_made_it() {
        invalid(signedAs(List.of("#" + RESPONSE_ID)), "signature is of something else");
        invalid(signedAs(List.of("")), "signature is of something else");
        invalid(signedAs(List.of("#" + ASSERTION_ID, "#" + RESPONSE_ID)), "signature is of something else");
    }

    @Test
    void signed_assertion_has_an_id() {
        invalid(SIGNED.replace(" ID=\"" + ASSERTION_ID + "\"", ""), "has no ID");
        invalid(SIGNED.replace(" ID=\"" + ASSERTION_ID + "\"", " ID=\"\""), "has no ID");
    }

    @Test
    void signature_has_no_objects_and_is_the_only_one() {
        String object = "<Object xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></Signature>";
        invalid(SIGNED.replace("</Signature>", object), "signature is of something else");
        String empty = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>";
        invalid(
                SIGNED.replace("<samlp:Status>", "<x>" + empty + "</x><samlp:Status>"),
                "a signature where there should be none");
        invalid(SIGNED.replace("<saml:Subject>", empty + "<saml:Subject>"), "more than one Signature");
        invalid(UNSIGNED.replace("<saml:Subject>", empty + "<saml:Subject>"), "signature cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MORE + "rsa-sha384",
                MORE + "rsa-sha512",
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1"
            })
    void strong_rsa_signatures_count(String algorithm) {
        accepted(sign(UNSIGNED, ASSERTION_ID, IDP, Method.GOOD.signature(algorithm)));
    }

    @Test
    void elliptic_curves_and_other_digests_count() {
        KeyPair curve = pair("EC", 256);
        Method method = Method.GOOD
                .signature(MORE + "ecdsa-sha256")
                .digest(DigestMethod.SHA512)
                .canonicalization(CanonicalizationMethod.INCLUSIVE);

        assertThat(signedBy(sign(UNSIGNED, ASSERTION_ID, curve, method), curve.getPublic()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.w3.org/2000/09/xmldsig#rsa-sha1", MORE + "rsa-md5"})
    void signature_with_a_broken_hash_is_refused(String algorithm) {
        invalid(SIGNED.replace(SamlMaker.RSA_SHA256, algorithm), "Not a valid SAML response: its signature");
    }

    @Test
    void sha_1_is_refused_though_it_was_signed_well() {
        String weak =
                sign(UNSIGNED, ASSERTION_ID, IDP, Method.GOOD.signature("http://www.w3.org/2000/09/xmldsig#rsa-sha1"));
        invalid(weak, "Not a valid SAML response: its signature");
        invalid(
                sign(UNSIGNED, ASSERTION_ID, IDP, Method.GOOD.digest(DigestMethod.SHA1)),
                "Not a valid SAML response: its signature");
    }

    /** The platform would take them; SAML does not need them. */
    @Test
    void algorithms_that_are_not_listed_are_refused() {
        for (Method method : List.of(
                Method.GOOD.signature(MORE + "rsa-sha224"),
                Method.GOOD.digest(MORE + "sha224"),
                Method.GOOD.canonicalization(CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS),
                Method.GOOD.transforms(Transform.ENVELOPED),
                Method.GOOD.transforms(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS),
                Method.GOOD.transforms(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE))) {
            invalid(sign(UNSIGNED, ASSERTION_ID, IDP, method), "algorithms that are not accepted");
        }
    }

    /** With the public key as the secret, anybody could make such a signature. */
    @Test
    void symmetric_signature_is_refused() {
        invalid(SIGNED.replace(SamlMaker.RSA_SHA256, MORE + "hmac-sha256"), "algorithms that are not accepted");
    }

    @Test
    void what_the_signature_says_of_its_key_is_not_looked_at() {
        assertThat(SIGNED).contains("KeyValue");
        accepted(SIGNED.replaceAll(
                "<KeyInfo>.*</KeyInfo>", "<KeyInfo><RetrievalMethod URI=\"http://127.0.0.1:1/\"/></KeyInfo>"));
        accepted(SIGNED.replaceAll("<KeyInfo>.*</KeyInfo>", "<KeyInfo>nonsense</KeyInfo><KeyInfo/>"));
    }

    private static String signedAs(List<String> references) {
        Document document = SamlMaker.parse(UNSIGNED);
        Element signed = SamlMaker.byId(document.getDocumentElement(), ASSERTION_ID);
        SamlMaker.sign(signed, signed.getFirstChild().getNextSibling(), references, IDP, Method.GOOD);
        return SamlMaker.print(document);
    }
}
