package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.IDP;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.SIGNED;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.accepted;
import static io.cloakpool.identitypool.keycloak.saml.SamlCases.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.login.LoginLimits;
import io.cloakpool.identitypool.spi.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of XML is let in. */
@Tag("keycloak")
final class XmlGateTest {
    @Test
    void base64_may_be_in_lines() {
        String lines = Base64.getMimeEncoder().encodeToString(SIGNED.getBytes(StandardCharsets.UTF_8));

        assertThat(SamlResponse.parse(lines).signedBy(List.of(IDP.getPublic()))).isPresent();
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
        assertThat(assertRefused(
                        Reason.LOGIN_INVALID,
                        () -> SamlResponse.parse("A".repeat(LoginLimits.MAX_RESPONSE_LENGTH + 1))))
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

    private static String inside(String content) {
        return SIGNED.replace("<samlp:Status>", "<samlp:Extensions>" + content + "</samlp:Extensions><samlp:Status>");
    }
}
