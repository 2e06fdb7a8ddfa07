package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.keycloak.saml.SamlCases.IDP;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.SIGNED;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.UNSIGNED;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.accepted;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.invalid;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ISSUER;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.login.SignedAssertion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions and Protocols for SAML 2.0, sections 2 and 3: what a response and its assertion say. */
@Tag("keycloak")
final class SamlResponseTest {
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
                        new NameId("alice", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", ISSUER, null),
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

    /** Some providers write the attribute without a value when nobody asked. */
    @Test
    void empty_request_is_none() {
        String unasked =
                response(assertion(ASSERTION_ID, "alice")).replace("InResponseTo=\"_q1\"", "InResponseTo=\"\"");

        SignedAssertion signed = accepted(sign(unasked, ASSERTION_ID, IDP));

        assertThat(signed.inResponseTo()).isNull();
        assertThat(signed.assertion().bearers())
                .extracting(Bearer::inResponseTo)
                .containsOnlyNulls();
    }

    @Test
    void attribute_of_which_a_value_cannot_be_read_has_none() {
        String mixed = assertion(ASSERTION_ID, "alice")
                .replace("<saml:AttributeValue>editor<", "<saml:AttributeValue><saml:NameID>x</saml:NameID><");

        assertThat(accepted(sign(response(mixed), ASSERTION_ID, IDP))
                        .assertion()
                        .attributes())
                .first()
                .isEqualTo(new Attribute("urn:oid:1", "Role", List.of()));
    }

    @Test
    void holder_of_key_is_no_bearer() {
        String assertion = assertion(ASSERTION_ID, "alice").replace("cm:bearer", "cm:holder-of-key");

        assertThat(accepted(sign(response(assertion), ASSERTION_ID, IDP))
                        .assertion()
                        .bearers())
                .isEmpty();
    }
}
