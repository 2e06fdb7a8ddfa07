package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ISSUER;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.RESPONSE_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.base64;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.keycloak.saml.SamlMaker.Method;
import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.spi.Reason;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
final class SamlResponseTest {
    static final KeyPair IDP = pair("RSA", 2048);
    static final KeyPair OTHER = pair("RSA", 2048);

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String UNSIGNED = response(assertion(ASSERTION_ID, "alice"));
    private static final String SIGNED = sign(UNSIGNED, ASSERTION_ID, IDP);

    @Test
    void assertion_is_read_as_it_was_signed() {
        SignedAssertion signed = accepted(SIGNED);
        SamlAssertion assertion = signed.assertion();

        assertThat(signed.issuer()).isEqualTo(ISSUER);
        assertThat(signed.destination()).isEqualTo("https://app.example/acs");
        assertThat(signed.inResponseTo()).isEqualTo("_q1");
        assertThat(signed.key().algorithm()).isEqualTo(SamlMaker.RSA_SHA256);
        assertThat(signed.key().digest()).isEqualTo(SamlResponse.digest(IDP.getPublic()));
        assertThat(assertion)
                .isEqualTo(new SamlAssertion(
                        ASSERTION_ID,
                        ISSUER,
                        Instant.parse("2026-11-23T09:30:00Z"),
                        new NameId("alice", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", ISSUER),
                        List.of(new Bearer(
                                "https://app.example/acs", "_q1", null, Instant.parse("2026-11-23T09:35:00Z"))),
                        List.of(Set.of("urn:app")),
                        Instant.parse("2026-11-23T09:29:00Z"),
                        Instant.parse("2026-11-23T09:34:00.5Z"),
                        Instant.parse("2026-11-23T17:30:00Z"),
                        List.of(
                                new Attribute("urn:oid:1", "Role", List.of("admin", "editor")),
                                new Attribute("id", null, List.of()))));
    }

    @Test
    void base64_may_be_in_lines() {
        String lines = Base64.getMimeEncoder().encodeToString(SIGNED.getBytes(StandardCharsets.UTF_8));

        assertThat(SamlResponse.parse(lines).signedBy(List.of(IDP.getPublic()))).isPresent();
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oasis:names:tc:SAML:2.0:status:Requester",
                "urn:oasis:names:tc:SAML:2.0:status:Responder",
                "urn:oasis:names:tc:SAML:2.0:status:Success ",
                ""
            })
    void response_without_success_is_refused(String status) {
        invalid(sign(response(status, assertion(ASSERTION_ID, "alice")), ASSERTION_ID, IDP), "status is not Success");
    }

    @Test
    void what_is_no_response_is_refused() {
        invalid(sign(assertion(ASSERTION_ID, "alice"), ASSERTION_ID, IDP), "no Response of SAML 2.0");
        invalid(SIGNED.replaceFirst("Version=\"2.0\"", "Version=\"1.1\""), "no Response of SAML 2.0");
        invalid(SIGNED.replaceFirst("Version=\"2.0\"", ""), "no Response of SAML 2.0");
        invalid(response(""), "exactly one assertion");
        invalid(SIGNED.replaceAll("<samlp:Status>.*</samlp:Status>", ""), "status is not Success");
    }

    @Test
    void encrypted_assertion_is_refused_by_name() {
        String encrypted = "<saml:EncryptedAssertion " + SamlMaker.ASSERTION_NS + "/>";

        invalid(response(encrypted), "encrypted assertions are not supported");
        invalid(SIGNED.replace("</samlp:Response>", encrypted + "</samlp:Response>"), "encrypted assertions");
    }

    @Test
    void there_is_one_assertion() {
        invalid(SIGNED.replace("</samlp:Response>", assertion("_a2", "mallory") + "</samlp:Response>"), "exactly one");
        String advice = "<saml:Advice>" + assertion("_a2", "mallory") + "</saml:Advice>";
        String within = UNSIGNED.replace("<saml:AuthnStatement", advice + "<saml:AuthnStatement");
        invalid(sign(within, ASSERTION_ID, IDP), "exactly one");
    }

    @Test
    void ids_are_distinct() {
        for (String name : List.of("ID", "Id", "id")) {
            String twice = SIGNED.replace(
                    "<samlp:Status>", "<samlp:Extensions><x " + name + "=\"_a1\"/></samlp:Extensions><samlp:Status>");
            invalid(twice, "two of its elements have one ID");
        }
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

    /** Else two readers see two users in one name ("Duo finds SAML vulnerabilities", 2018). */
    @ParameterizedTest
    @ValueSource(strings = {"<!-- -->", "<?x y?>"})
    void comments_and_instructions_are_refused(String between) {
        invalid(SIGNED.replace(">alice<", ">al" + between + "ice<"), "more than elements and text");
        invalid(between + SIGNED, "more than elements and text");
    }

    @Test
    void text_in_several_pieces_is_read_as_a_whole() {
        String pieces = SIGNED.replace(">alice<", "><![CDATA[al]]>i&#99;<![CDATA[e]]><");

        assertThat(accepted(pieces).assertion().nameId())
                .extracting(name -> name == null ? "" : name.value())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
            })
    void document_type_is_refused(String type) {
        invalid(type + SIGNED, "Not a valid SAML response");
        invalid(type + SIGNED.replace(">alice<", ">&a;<"), "Not a valid SAML response");
    }

    @Test
    void document_is_neither_deep_nor_large() {
        invalid(inside("<x>".repeat(40) + "</x>".repeat(40)), "too many elements");
        invalid(inside("<x/>".repeat(XmlGate.MAX_ELEMENTS)), "too many elements");
        StringBuilder attributes = new StringBuilder("<x");
        for (int i = 0; i <= XmlGate.MAX_ATTRIBUTES; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        invalid(inside(attributes + "/>"), "too many attributes");
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> SamlResponse.parse("A".repeat(50_001))))
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "not base64!", "PHg", "gICA", "PHg+PC94"})
    void what_is_no_xml_in_base64_is_refused(String token) {
        assertRefused(Reason.LOGIN_INVALID, () -> SamlResponse.parse(token));
    }

    @Test
    void other_encodings_and_versions_of_xml_are_refused() {
        byte[] utf16 = SIGNED.getBytes(StandardCharsets.UTF_16);
        assertRefused(
                Reason.LOGIN_INVALID,
                () -> SamlResponse.parse(Base64.getEncoder().encodeToString(utf16)));
        invalid("<?xml version=\"1.1\"?>" + SIGNED, "XML 1.0");
        accepted("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + SIGNED);
    }

    @ParameterizedTest
    @CsvSource({
        "'Version=\"2.0\" IssueInstant=\"2026-11-23T09:30:00Z\"><saml:Issuer>', 'Version=\"2.1\" IssueInstant=\"2026-11-23T09:30:00Z\"><saml:Issuer>', no assertion of SAML 2.0",
        "'<saml:AudienceRestriction>', '<saml:OneTimeUse/><saml:AudienceRestriction>', a condition other than",
        "'<saml:AuthnStatement AuthnInstant=\"2026-11-23T09:30:00Z\" SessionNotOnOrAfter=\"2026-11-23T19:30:00+02:00\"/>', '', no AuthnStatement",
        "'NotBefore=\"2026-11-23T09:29:00Z\"', 'NotBefore=\"yesterday\"', NotBefore is no time",
        "'NotBefore=\"2026-11-23T09:29:00Z\"', 'NotBefore=\"2026-11-23T09:29:00\"', NotBefore is no time",
        "'<saml:Audience>urn:app', '<saml:Audience><x/>urn:app', Audience is no text",
        "'Name=\"id\"', '', no Name",
        "'</saml:Subject>', '</saml:Subject><saml:Subject/>', more than one Subject"
    })
    void assertion_that_is_not_as_it_should_be_is_refused(String from, String to, String message) {
        String assertion = assertion(ASSERTION_ID, "alice");
        assertThat(assertion).contains(from);

        invalid(sign(response(assertion.replace(from, to)), ASSERTION_ID, IDP), message);
    }

    @Test
    void what_need_not_be_there_may_be_missing() {
        String assertion = assertion(ASSERTION_ID, "alice")
                .replaceAll("<saml:Subject>.*</saml:Subject>", "")
                .replaceAll("<saml:Conditions.*</saml:Conditions>", "<saml:Conditions/>")
                .replaceAll("<saml:AttributeStatement>.*</saml:AttributeStatement>", "")
                .replaceAll(" SessionNotOnOrAfter=\"[^\"]*\"", "");
        String bare = sign(response(assertion), ASSERTION_ID, IDP)
                .replaceFirst("<saml:Issuer[^>]*>[^<]*</saml:Issuer>", "")
                .replaceFirst(" Destination=\"[^\"]*\"", "")
                .replaceFirst(" InResponseTo=\"[^\"]*\"", "");

        SignedAssertion signed = accepted(bare);

        assertThat(signed.issuer()).isNull();
        assertThat(signed.destination()).isNull();
        assertThat(signed.inResponseTo()).isNull();
        assertThat(signed.assertion().nameId()).isNull();
        assertThat(signed.assertion().bearers()).isEmpty();
        assertThat(signed.assertion().audiences()).isEmpty();
        assertThat(signed.assertion().notBefore()).isNull();
        assertThat(signed.assertion().sessionEnd()).isNull();
        assertThat(signed.assertion().attributes()).isEmpty();
    }

    @Test
    void holder_of_key_is_no_bearer() {
        String assertion = assertion(ASSERTION_ID, "alice").replace("cm:bearer", "cm:holder-of-key");

        assertThat(accepted(sign(response(assertion), ASSERTION_ID, IDP))
                        .assertion()
                        .bearers())
                .isEmpty();
    }

    private static String inside(String content) {
        return SIGNED.replace("<samlp:Status>", "<samlp:Extensions>" + content + "</samlp:Extensions><samlp:Status>");
    }

    private static String signedAs(List<String> references) {
        Document document = SamlMaker.parse(UNSIGNED);
        Element signed = SamlMaker.byId(document.getDocumentElement(), ASSERTION_ID);
        SamlMaker.sign(signed, signed.getFirstChild().getNextSibling(), references, IDP, Method.GOOD);
        return SamlMaker.print(document);
    }

    private static SignedAssertion accepted(String xml) {
        return signedBy(xml, IDP.getPublic()).orElseThrow();
    }

    private static Optional<SignedAssertion> signedBy(String xml, PublicKey... keys) {
        return SamlResponse.parse(base64(xml)).signedBy(List.of(keys));
    }

    private static void invalid(String xml, String message) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> signedBy(xml, IDP.getPublic())))
                .hasMessageContaining(message);
    }

    static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
