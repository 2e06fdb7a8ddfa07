package io.cloakpool.identitypool.keycloak.saml;

import io.cloakpool.identitypool.keycloak.saml.EnvelopedSignature.Signed;
import io.cloakpool.identitypool.login.LoginLimits;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.pool.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A SAML 2.0 {@code Response} as a login brings it. Its one assertion is a direct child and is itself signed; what is read is what
 * the signature covers, so that nothing can be wrapped around, before or into it (Somorovsky and others, "On Breaking SAML", 2012).
 */
public final class SamlResponse {
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String VERSION = "2.0";

    private final Element response;
    private final Element assertion;

    private SamlResponse(Element response) {
        this.response = response;
        requireSuccess();
        this.assertion = onlyAssertion();
        requireDistinctIds();
    }

    /**
     * Reads a login's token. No signature is checked yet.
     *
     * @param token base64, in lines or not
     * @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID} for what is no response that could be accepted from anybody
     */
    public static SamlResponse parse(String token) {
        if (token.length() > LoginLimits.MAX_RESPONSE_LENGTH) {
            throw Xml.invalid("it is too long");
        }
        Element root = XmlGate.open(decoded(token)).getDocumentElement();
        if (!Xml.is(root, Xml.PROTOCOL_NS, "Response")
                || !Xml.attribute(root, "Version").filter(VERSION::equals).isPresent()) {
            throw Xml.invalid("it is no Response of SAML 2.0");
        }
        return new SamlResponse(root);
    }

    /** As UTF-8 alone: in another encoding that the text names, others could read something else. */
    private static String decoded(String token) {
        try {
            byte[] bytes = Base64.getDecoder().decode(token.replaceAll("\\s", ""));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Xml.invalid("it is not UTF-8 in base64");
        }
    }

    /**
     * The assertion, if it was signed with one of these keys, and so was the response where it is signed. To be asked once.
     *
     * @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID} for what cannot be accepted, whoever signed it
     */
    public Optional<SignedAssertion> signedBy(List<PublicKey> keys) {
        EnvelopedSignature own =
                EnvelopedSignature.of(assertion).orElseThrow(() -> Xml.invalid("the assertion is not signed"));
        Optional<EnvelopedSignature> around = EnvelopedSignature.of(response);
        int signatures =
                response.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").getLength();
        if (signatures != (around.isPresent() ? 2 : 1)) {
            throw Xml.invalid("it has a signature where there should be none");
        }
        // The outer one first: it covers the inner one, which the check of that one changes.
        if (around.isPresent() && around.get().by(keys).isEmpty()) {
            return Optional.empty();
        }
        return own.by(keys).map(this::read);
    }

    private SignedAssertion read(Signed signed) {
        Document covered = XmlGate.open(signed.octets());
        return new SignedAssertion(
                new SignatureKey("", signed.algorithm(), digest(signed.key())),
                new AssertionReader(covered.getDocumentElement()).read(),
                Xml.child(response, Xml.ASSERTION_NS, "Issuer").map(Xml::text).orElse(null),
                Xml.attribute(response, "Destination").orElse(null),
                Xml.attribute(response, "InResponseTo")
                        .filter(request -> !request.isEmpty())
                        .orElse(null));
    }

    /** What tells a key from all others. */
    public static String digest(PublicKey key) {
        return Sha256.hex(key.getEncoded());
    }

    private void requireSuccess() {
        boolean success = Xml.child(response, Xml.PROTOCOL_NS, "Status")
                .flatMap(status -> Xml.child(status, Xml.PROTOCOL_NS, "StatusCode"))
                .flatMap(code -> Xml.attribute(code, "Value"))
                .filter(SUCCESS::equals)
                .isPresent();
        if (!success) {
            throw Xml.invalid("its status is not Success");
        }
    }

    private Element onlyAssertion() {
        if (count("EncryptedAssertion") > 0) {
            throw Xml.invalid("encrypted assertions are not supported");
        }
        List<Element> direct = Xml.children(response, Xml.ASSERTION_NS, "Assertion");
        if (direct.size() != 1 || count("Assertion") != 1) {
            throw Xml.invalid("it must have exactly one assertion");
        }
        return direct.get(0);
    }

    private int count(String name) {
        return response.getElementsByTagNameNS(Xml.ASSERTION_NS, name).getLength();
    }

    /** Else a reference could mean another element to the one who checks than to the one who reads. */
    private void requireDistinctIds() {
        Set<String> ids = new HashSet<>();
        if (!collectIds(response, ids)) {
            throw Xml.invalid("two of its elements have one ID");
        }
    }

    private static boolean collectIds(Element element, Set<String> ids) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id") && !ids.add(attribute.getNodeValue())) {
                return false;
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below && !collectIds(below, ids)) {
                return false;
            }
        }
        return true;
    }
}
