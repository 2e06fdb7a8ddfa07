package io.cloakpool.identitypool.keycloak.saml;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.common.util.DocumentUtil;
import org.w3c.dom.Document;

/**
 * Lets in what a SAML message consists of: elements and text, not deep and not many. A document type could name other documents,
 * and a comment can make two readers see two texts in one element. All is looked at in passing, before anything is built of it.
 */
final class XmlGate {
    static final int MAX_DEPTH = 32;
    static final int MAX_ELEMENTS = 4_000;
    static final int MAX_ATTRIBUTES = 32;

    private static final String VERSION = "1.0";

    private XmlGate() {}

    /**
     * The document of a text.
     *
     * @throws io.cloakpool.identitypool.spi.Refused for what is no such document
     */
    static Document open(String xml) {
        try {
            inspect(xml);
            return DocumentUtil.getDocument(new StringReader(xml));
        } catch (XMLStreamException | ParsingException | ProcessingException | ConfigurationException e) {
            // The parsers' messages quote the document.
            throw Xml.invalid("it is not XML that can be taken");
        }
    }

    private static void inspect(String xml) throws XMLStreamException {
        XMLStreamReader reader = reader(xml);
        try {
            requireVersion(reader.getVersion());
            int depth = 0;
            int elements = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        elements++;
                        require(depth <= MAX_DEPTH && elements <= MAX_ELEMENTS, "it has too many elements");
                        int attributes = reader.getAttributeCount() + reader.getNamespaceCount();
                        require(attributes <= MAX_ATTRIBUTES, "it has too many attributes");
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE,
                            XMLStreamConstants.END_DOCUMENT -> {}
                    default -> throw Xml.invalid("it has more than elements and text");
                }
            }
        } finally {
            reader.close();
        }
    }

    private static XMLStreamReader reader(String xml) throws XMLStreamException {
        // The platform's own: what else is on the class path decides nothing here.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory.createXMLStreamReader(new StringReader(xml));
    }

    /** Canonical XML, so signatures, know the first version only; another one has other rules for characters. */
    private static void requireVersion(@Nullable String version) {
        require(version == null || VERSION.equals(version), "it is not XML 1.0");
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw Xml.invalid(problem);
        }
    }
}
