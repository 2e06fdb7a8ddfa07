package io.cloakpool.identitypool.keycloak.saml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * The signature of an element that is its direct child and covers it as a whole (Assertions and Protocols for SAML 2.0, section
 * 5.4). What was signed is told as the bytes that were: who reads nothing else cannot be shown something else.
 */
final class EnvelopedSignature {
    private static final String ID = "ID";
    private static final String KEY_INFO = "KeyInfo";
    /** The platform's own: what else is installed decides nothing here. */
    private static final String PLATFORM = "XMLDSig";

    private static final String SECURE_VALIDATION = "org.jcp.xml.dsig.secureValidation";
    private static final String CACHE_REFERENCE = "javax.xml.crypto.dsig.cacheReference";

    private final Element signed;
    private final Element signature;

    private EnvelopedSignature(Element signed, Element signature) {
        this.signed = signed;
        this.signature = signature;
    }

    /**
     * What somebody signed.
     *
     * @param octets canonical XML
     */
    record Signed(PublicKey key, String algorithm, String octets) {}

    /** The signature of an element; empty when it has none. */
    static Optional<EnvelopedSignature> of(Element element) {
        return Xml.child(element, XMLSignature.XMLNS, "Signature").map(found -> new EnvelopedSignature(element, found));
    }

    /**
     * What was signed with one of the keys; empty when none of them made the signature.
     *
     * @throws io.cloakpool.identitypool.spi.Refused for a signature of a form or algorithm that does not count, whoever made it
     */
    Optional<Signed> by(List<PublicKey> keys) {
        if (signed.getAttribute(ID).isEmpty()) {
            throw Xml.invalid("what is signed has no ID");
        }
        // Whatever it says about the key, somebody else says it; the keys are known.
        Xml.children(signature, XMLSignature.XMLNS, KEY_INFO).forEach(signature::removeChild);
        signed.setIdAttribute(ID, true);
        return keys.stream().flatMap(key -> by(key).stream()).findFirst();
    }

    private Optional<Signed> by(PublicKey key) {
        DOMValidateContext context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
        context.setProperty(SECURE_VALIDATION, true);
        context.setProperty(CACHE_REFERENCE, true);
        XMLSignature parsed = unmarshalled(context);
        Reference reference = reference(parsed);
        return isValid(parsed, context)
                ? Optional.of(new Signed(
                        key, parsed.getSignedInfo().getSignatureMethod().getAlgorithm(), octets(reference)))
                : Optional.empty();
    }

    private static XMLSignature unmarshalled(DOMValidateContext context) {
        try {
            return XMLSignatureFactory.getInstance("DOM", Security.getProvider(PLATFORM))
                    .unmarshalXMLSignature(context);
        } catch (MarshalException | RuntimeException e) {
            // The platform's reader has no exception of its own for all that can be wrong.
            throw Xml.invalid("its signature cannot be read");
        }
    }

    /** The only one, which means this element and no other, by algorithms that count. */
    private Reference reference(XMLSignature parsed) {
        List<Reference> references = parsed.getSignedInfo().getReferences();
        String uri = "#" + signed.getAttribute(ID);
        if (references.size() != 1
                || !uri.equals(references.get(0).getURI())
                || !parsed.getObjects().isEmpty()) {
            throw Xml.invalid("its signature is of something else");
        }
        if (!SafeAlgorithms.sign(parsed.getSignedInfo()) || !SafeAlgorithms.refer(references.get(0))) {
            throw Xml.invalid("its signature is made with algorithms that are not accepted");
        }
        return references.get(0);
    }

    /** A key of another kind than the signature's algorithm is an exception, too. */
    private static boolean isValid(XMLSignature parsed, DOMValidateContext context) {
        try {
            return parsed.validate(context);
        } catch (XMLSignatureException | RuntimeException e) {
            return false;
        }
    }

    private static String octets(Reference reference) {
        try (InputStream digested = reference.getDigestInputStream()) {
            return new String(digested.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
