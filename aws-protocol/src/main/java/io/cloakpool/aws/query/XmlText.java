package io.cloakpool.aws.query;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Text content that every XML 1.0 reader gives back as it was put in. */
final class XmlText {
    private XmlText() {}

    static void write(XMLStreamWriter xml, String text) throws XMLStreamException {
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '\r') {
                // A raw one reaches the reader as a line feed (XML 1.0, section 2.11).
                xml.writeCharacters(run.toString());
                run.setLength(0);
                xml.writeEntityRef("#13");
            } else {
                run.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
            i += Character.charCount(c);
        }
        xml.writeCharacters(run.toString());
    }

    /** The production Char of XML 1.0, section 2.2, without the carriage return. */
    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c > 0xFFFF;
    }
}
