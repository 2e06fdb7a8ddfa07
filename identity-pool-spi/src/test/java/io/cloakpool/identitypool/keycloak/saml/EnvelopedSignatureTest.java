package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@Tag("keycloak")
final class EnvelopedSignatureTest {
    private static final String SIGNED = sign(response(assertion(ASSERTION_ID, "alice")), ASSERTION_ID, SamlCases.IDP);

    /** A signature without comments holds whatever comments there are; so what is read may not have them either. */
    @Test
    void what_was_signed_has_no_comments_and_no_signature() {
        Element root =
                SamlMaker.parse(SIGNED.replace(">alice<", ">al<!-- -->ice<")).getDocumentElement();
        String octets = EnvelopedSignature.of(SamlMaker.byId(root, ASSERTION_ID))
                .orElseThrow()
                .by(List.of(SamlCases.IDP.getPublic()))
                .orElseThrow()
                .octets();

        assertThat(octets)
                .startsWith("<saml:Assertion")
                .contains(">alice<")
                .doesNotContain("<Signature", "<samlp:Response");
    }

    @Test
    void element_without_a_signature_has_none() {
        assertThat(EnvelopedSignature.of(SamlMaker.parse(SIGNED).getDocumentElement()))
                .isEmpty();
    }
}
