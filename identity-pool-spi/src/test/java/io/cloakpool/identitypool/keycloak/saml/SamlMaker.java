package io.cloakpool.identitypool.keycloak.saml;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** Makes SAML responses as text, and signs parts of them for real, by the platform's XML signatures. */
public final class SamlMaker {
    public static final String ISSUER = "https://idp.example/saml";
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public static final String ASSERTION_ID = "_a1";
    public static final String RESPONSE_ID = "_r1";

    static final String ASSERTION_NS = "xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"";

    private SamlMaker() {}

    /** How something is signed. */
    record Method(String signature, String digest, String canonicalization, List<String> transforms) {
        static final Method GOOD = new Method(
                RSA_SHA256,
                DigestMethod.SHA256,
                CanonicalizationMethod.EXCLUSIVE,
                List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));

        Method signature(String other) {
            return new Method(other, digest, canonicalization, transforms);
        }

        Method digest(String other) {
            return new Method(signature, other, canonicalization, transforms);
        }

        Method canonicalization(String other) {
            return new Method(signature, digest, other, transforms);
        }

        Method transforms(String... others) {
            return new Method(signature, digest, canonicalization, List.of(others));
        }
    }

    /** A whole login's token: one signed assertion of alice. */
    public static String token(KeyPair pair) {
        return base64(sign(response(assertion(ASSERTION_ID, "alice")), ASSERTION_ID, pair));
    }

    public static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** An assertion of a user, not signed. */
    static String assertion(String id, String user) {
        return "<saml:Assertion " + ASSERTION_NS + " ID=\"" + id
                + "\" Version=\"2.0\" IssueInstant=\"2026-11-23T09:30:00Z\">"
                + "<saml:Issuer>" + ISSUER + "</saml:Issuer>"
                + "<saml:Subject><saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\""
                + " NameQualifier=\"" + ISSUER + "\">" + user + "</saml:NameID>"
                + "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData Recipient=\"https://app.example/acs\" InResponseTo=\"_q1\""
                + " NotOnOrAfter=\"2026-11-23T09:35:00Z\"/></saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore=\"2026-11-23T09:29:00Z\" NotOnOrAfter=\"2026-11-23T09:34:00.5Z\">"
                + "<saml:AudienceRestriction><saml:Audience>urn:app</saml:Audience></saml:AudienceRestriction>"
                + "</saml:Conditions>"
                + "<saml:AuthnStatement AuthnInstant=\"2026-11-23T09:30:00Z\""
                + " SessionNotOnOrAfter=\"2026-11-23T19:30:00+02:00\"/>"
                + "<saml:AttributeStatement>"
                + "<saml:Attribute Name=\"urn:oid:1\" FriendlyName=\"Role\"><saml:AttributeValue>admin</saml:AttributeValue>"
                + "<saml:AttributeValue>editor</saml:AttributeValue></saml:Attribute>"
                + "<saml:Attribute Name=\"id\"><saml:AttributeValue><saml:NameID>x</saml:NameID></saml:AttributeValue>"
                + "</saml:Attribute></saml:AttributeStatement></saml:Assertion>";
    }

    /** A response around something. */
    static String response(String content) {
        return response("urn:oasis:names:tc:SAML:2.0:status:Success", content);
    }

    static String response(String status, String content) {
        return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"" + RESPONSE_ID
                + "\" Version=\"2.0\" IssueInstant=\"2026-11-23T09:30:00Z\" Destination=\"https://app.example/acs\""
                + " InResponseTo=\"_q1\"><saml:Issuer " + ASSERTION_NS + ">" + ISSUER + "</saml:Issuer>"
                + "<samlp:Status><samlp:StatusCode Value=\"" + status + "\"/></samlp:Status>" + content
                + "</samlp:Response>";
    }

    /** Signs the element with an ID as SAML does: behind its issuer, over itself. */
    public static String sign(String xml, String id, KeyPair pair) {
        return sign(xml, id, pair, Method.GOOD);
    }

    static String sign(String xml, String id, KeyPair pair, Method method) {
        Document document = parse(xml);
        Element signed = byId(document.getDocumentElement(), id);
        Node issuer = signed.getFirstChild();
        sign(signed, issuer.getNextSibling(), List.of("#" + id), pair, method);
        return print(document);
    }

    /** Puts a signature into an element, before one of its children. */
    static void sign(Element into, Node before, List<String> references, KeyPair pair, Method method) {
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> transforms = new ArrayList<>();
            for (String transform : method.transforms()) {
                transforms.add(factory.newTransform(transform, (TransformParameterSpec) null));
            }
            List<Reference> made = new ArrayList<>();
            for (String uri : references) {
                made.add(factory.newReference(
                        uri, factory.newDigestMethod(method.digest(), null), transforms, null, null));
            }
            XMLSignature signature = factory.newXMLSignature(
                    factory.newSignedInfo(
                            factory.newCanonicalizationMethod(
                                    method.canonicalization(), (C14NMethodParameterSpec) null),
                            factory.newSignatureMethod(method.signature(), null),
                            made),
                    factory.getKeyInfoFactory()
                            .newKeyInfo(List.of(factory.getKeyInfoFactory().newKeyValue(pair.getPublic()))));
            DOMSignContext context = new DOMSignContext(pair.getPrivate(), into, before);
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            markIds(into.getOwnerDocument().getDocumentElement());
            signature.sign(context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The platform's own writes each error to the console.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String print(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter writer = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(writer));
            return writer.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Element byId(Element start, String id) {
        return elements(start).stream()
                .filter(element -> element.getAttribute("ID").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void markIds(Element start) {
        elements(start).stream()
                .filter(element -> element.hasAttribute("ID"))
                .forEach(element -> element.setIdAttribute("ID", true));
    }

    private static List<Element> elements(Element start) {
        List<Element> elements = new ArrayList<>(List.of(start));
        var below = start.getElementsByTagName("*");
        for (int i = 0; i < below.getLength(); i++) {
            elements.add((Element) below.item(i));
        }
        return elements;
    }
}
