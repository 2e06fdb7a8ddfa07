package io.cloakpool.aws.query;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The texts of an XML answer, by the path of their elements. Tolerant of what services make of the AWS Query protocol:
 * namespaces, prefixes, attributes, comments and elements around do not count. A document type is refused.
 */
public final class XmlInput {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ELEMENTS = 1_000;

    private final Map<String, List<String>> texts;

    private XmlInput(Map<String, List<String>> texts) {
        this.texts = texts;
    }

    /**
     * Reads a document.
     *
     * @param xml at most as large as the caller can bear
     * @throws XmlInputException when it is no XML, has a document type or an unknown entity, or nests or repeats too much
     */
    public static XmlInput parse(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return new XmlInput(new Reading(reader).texts());
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new XmlInputException("not well-formed", e);
        }
    }

    /**
     * The text of the one element whose path ends so ({@code Credentials/AccessKeyId}), without white space around it; empty when
     * there is none.
     *
     * @throws XmlInputException when there are several: nobody could say which one counts
     */
    public Optional<String> text(String path) {
        List<String> found = new ArrayList<>();
        texts.forEach((whole, values) -> {
            if (whole.equals(path) || whole.endsWith("/" + path)) {
                found.addAll(values);
            }
        });
        if (found.size() > 1) {
            throw new XmlInputException("several elements " + path, null);
        }
        return found.stream().findFirst();
    }

    /** One pass over a document. */
    private static final class Reading {
        private final XMLStreamReader reader;
        private final Map<String, List<String>> texts = new HashMap<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private boolean leaf;
        private int elements;

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        Map<String, List<String>> texts() throws XMLStreamException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XmlInputException("a document type or an entity", null);
                    default -> {}
                }
            }
            return texts;
        }

        private void start() {
            path.addLast(reader.getLocalName());
            if (path.size() > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw new XmlInputException("too many elements", null);
            }
            text.setLength(0);
            leaf = true;
        }

        private void end() {
            if (leaf) {
                texts.computeIfAbsent(String.join("/", path), p -> new ArrayList<>())
                        .add(text.toString().strip());
            }
            leaf = false;
            path.removeLast();
        }
    }
}
