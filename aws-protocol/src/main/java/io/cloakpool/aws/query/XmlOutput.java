package io.cloakpool.aws.query;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The answers of an AWS Query service, in UTF-8. */
public final class XmlOutput {
    /** Who has to change something before the request can succeed. */
    public enum Fault {
        /** The caller (HTTP 4xx). */
        SENDER("Sender"),
        /** The service (HTTP 5xx). */
        RECEIVER("Receiver");

        private final String type;

        Fault(String type) {
            this.type = type;
        }
    }

    private final String namespace;

    /** @param namespace the service's, for STS {@code https://sts.amazonaws.com/doc/2011-06-15/} */
    public XmlOutput(String namespace) {
        this.namespace = namespace;
    }

    /** {@code <{action}Response><{action}Result>…</{action}Result><ResponseMetadata><RequestId>…}. */
    public byte[] result(String action, XmlFields result, String requestId) {
        return document(
                action + "Response",
                new XmlFields()
                        .put(action + "Result", result)
                        .put("ResponseMetadata", new XmlFields().put("RequestId", requestId)));
    }

    /** {@code <ErrorResponse><Error><Type>…<Code>…<Message>…</Error><RequestId>…}. */
    public byte[] error(Fault fault, String code, String message, String requestId) {
        return document(
                "ErrorResponse",
                new XmlFields()
                        .put(
                                "Error",
                                new XmlFields()
                                        .put("Type", fault.type)
                                        .put("Code", code)
                                        .put("Message", message))
                        .put("RequestId", requestId));
    }

    private byte[] document(String root, XmlFields content) {
        StringWriter text = new StringWriter();
        try {
            // A factory is not promised to be thread-safe, and the default one is cheap: no look-up of services.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
            content.write(xml);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory failed", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
