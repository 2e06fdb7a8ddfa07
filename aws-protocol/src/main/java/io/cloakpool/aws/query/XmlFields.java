package io.cloakpool.aws.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The fields of a structure in an AWS Query answer, in the order in which they are put. Not thread-safe. */
public final class XmlFields {
    @FunctionalInterface
    private interface Node {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private final List<Node> nodes = new ArrayList<>();

    /** Puts a text element. Characters that XML 1.0 cannot hold become U+FFFD. */
    public XmlFields put(String name, String text) {
        return element(name, xml -> XmlText.write(xml, text));
    }

    /** Puts a whole number. */
    public XmlFields put(String name, long number) {
        return put(name, Long.toString(number));
    }

    /** Puts a structure. */
    public XmlFields put(String name, XmlFields fields) {
        return element(name, fields::write);
    }

    /** Puts a text element when there is a text. */
    public XmlFields putIfPresent(String name, Optional<String> text) {
        text.ifPresent(value -> put(name, value));
        return this;
    }

    /** Puts a list of structures: an element {@code member} for each. */
    public XmlFields putMembers(String name, List<XmlFields> structures) {
        XmlFields list = new XmlFields();
        structures.forEach(structure -> list.put("member", structure));
        return put(name, list);
    }

    void write(XMLStreamWriter xml) throws XMLStreamException {
        for (Node node : nodes) {
            node.write(xml);
        }
    }

    private XmlFields element(String name, Node content) {
        nodes.add(xml -> {
            xml.writeStartElement(name);
            content.write(xml);
            xml.writeEndElement();
        });
        return this;
    }
}
