package io.cloakpool.aws.s3;

import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Delete} document of a multi-delete so strictly that no other reader can find other keys in it: UTF-8
 * only, no DTD, comment, CDATA section or processing instruction (simple readers take the text in front of one for the
 * whole), no attribute, no element that S3 does not know, no key with a space at an end (some readers trim).
 */
final class DeleteBody {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_OBJECTS = 1_000;
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final Set<String> OBJECT_FIELDS = Set.of("Key", "VersionId", "ETag", "LastModifiedTime", "Size");

    /** One object to delete. */
    record Entry(String key, Optional<String> versionId) {}

    private final XMLStreamReader xml;

    private DeleteBody(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws S3RequestRefused when the body is anything else, over 2 MiB, or names no object or more than 1,000 */
    static List<Entry> parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw refused("it is longer than 2 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.contains("<!")) {
                throw refused("it holds a DTD, a comment or a CDATA section");
            }
            return new DeleteBody(factory().createXMLStreamReader(new StringReader(text))).document();
        } catch (CharacterCodingException e) {
            throw refused("it is not UTF-8");
        } catch (XMLStreamException e) {
            throw refused("it is not well-formed");
        } catch (MalformedTargetException e) {
            throw refused(e.getMessage());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private List<Entry> document() throws XMLStreamException {
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw refused("it declares another encoding than UTF-8");
        }
        nextTag();
        requireElement(Set.of("Delete"));
        List<Entry> entries = new ArrayList<>();
        Map<String, String> settings = new HashMap<>();
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            requireElement(Set.of("Object", "Quiet"));
            if (xml.getLocalName().equals("Quiet")) {
                readInto(settings);
            } else {
                entries.add(object());
            }
            if (entries.size() > MAX_OBJECTS) {
                throw refused("it names more than " + MAX_OBJECTS + " objects");
            }
        }
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            requireBlank();
        }
        if (entries.isEmpty()) {
            throw refused("it names no object");
        }
        return entries;
    }

    private Entry object() throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            requireElement(OBJECT_FIELDS);
            readInto(fields);
        }
        String key = S3Names.key(fields.getOrDefault("Key", ""));
        if (key.startsWith(" ") || key.endsWith(" ")) {
            throw refused("a key begins or ends with a space");
        }
        Optional<String> version = Optional.ofNullable(fields.get("VersionId"));
        if (version.filter(id -> id.isBlank() || !id.equals(id.strip())).isPresent()) {
            throw refused("a VersionId is empty or padded");
        }
        return new Entry(key, version);
    }

    private void readInto(Map<String, String> fields) throws XMLStreamException {
        String name = xml.getLocalName();
        if (fields.put(name, xml.getElementText()) != null) {
            throw refused("an element appears twice");
        }
    }

    private void requireElement(Set<String> names) {
        String namespace = xml.getNamespaceURI();
        boolean ours = namespace == null || namespace.isEmpty() || namespace.equals(NAMESPACE);
        if (!ours || !names.contains(xml.getLocalName()) || xml.getAttributeCount() > 0) {
            throw refused("it holds an unknown element or an attribute");
        }
    }

    /** The next start or end of an element; only white space may stand before it. */
    private int nextTag() throws XMLStreamException {
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            requireBlank();
            event = xml.next();
        }
        return event;
    }

    private void requireBlank() {
        if (!xml.isWhiteSpace()) {
            throw refused("it holds text or an instruction between elements");
        }
    }

    private static S3RequestRefused refused(@Nullable String reason) {
        return new S3RequestRefused(Kind.MALFORMED_BODY, "The body of the multi-delete is refused: " + reason);
    }
}
