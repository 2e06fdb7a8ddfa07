package io.cloakpool.identitypool.keycloak.saml;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The elements and attributes of SAML documents. */
final class Xml {
    /** Namespace of assertions. */
    static final String ASSERTION_NS = "urn:oasis:names:tc:SAML:2.0:assertion";
    /** Namespace of responses. */
    static final String PROTOCOL_NS = "urn:oasis:names:tc:SAML:2.0:protocol";

    private Xml() {}

    /** The child elements of a name, in order. */
    static List<Element> children(Element parent, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && is(element, namespace, name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** The only child element of a name; empty for none. */
    static Optional<Element> child(Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        if (found.size() > 1) {
            throw invalid("it has more than one " + name);
        }
        return found.stream().findFirst();
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** Whether an element holds nothing but text. */
    static boolean isText(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                return false;
            }
        }
        return true;
    }

    /** The text of an element that holds nothing else: all of it. */
    static String text(Element element) {
        if (!isText(element)) {
            throw invalid(element.getLocalName() + " is no text");
        }
        return element.getTextContent();
    }

    /** An attribute without a namespace. */
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    /** What is wrong with a document must not hold any of its text. */
    static Refused invalid(String problem) {
        return new Refused(Reason.LOGIN_INVALID, "Invalid login token. Not a valid SAML response: " + problem + ".");
    }
}
