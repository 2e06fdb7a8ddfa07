package io.cloakpool.aws.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class XmlOutputTest {
    private static final XmlOutput STS = new XmlOutput("https://sts.amazonaws.com/doc/2011-06-15/");

    @Test
    void a_result_has_the_shape_of_the_query_protocol() {
        byte[] answer = STS.result(
                "GetCallerIdentity",
                new XmlFields()
                        .put("UserId", "AROA:me")
                        .put("Count", 3)
                        .putIfPresent("Absent", Optional.empty())
                        .putIfPresent("Arn", Optional.of("arn:aws:x"))
                        .putMembers("Tags", List.of(new XmlFields().put("Key", "k"), new XmlFields().put("Key", "l")))
                        .put("Inner", new XmlFields().put("A", "")),
                "req-1");

        assertThat(new String(answer, UTF_8))
                .isEqualTo("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><UserId>AROA:me</UserId><Count>3</Count><Arn>arn:aws:x</Arn>"
                        + "<Tags><member><Key>k</Key></member><member><Key>l</Key></member></Tags>"
                        + "<Inner><A></A></Inner></GetCallerIdentityResult>"
                        + "<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata>"
                        + "</GetCallerIdentityResponse>");
    }

    @Test
    void an_error_has_the_shape_of_the_query_protocol() {
        assertThat(new String(STS.error(XmlOutput.Fault.SENDER, "AccessDenied", "no <b> & \"c\"", "req-2"), UTF_8))
                .isEqualTo(
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                                + "<Code>AccessDenied</Code><Message>no &lt;b&gt; &amp; \"c\"</Message></Error>"
                                + "<RequestId>req-2</RequestId></ErrorResponse>");
        assertThat(new String(STS.error(XmlOutput.Fault.RECEIVER, "InternalFailure", "", "r"), UTF_8))
                .contains("<Type>Receiver</Type>");
    }

    @Test
    void every_allowed_character_reads_back_and_every_forbidden_one_is_replaced() throws Exception {
        assertThat(readBack("a\tb\nc\rd\r\ne ]]> ä \u2028 😀 \ufffd \ue000 \ud7ff"))
                .isEqualTo("a\tb\nc\rd\r\ne ]]> ä \u2028 😀 \ufffd \ue000 \ud7ff");
        assertThat(readBack("\0\u0001\u001f\ufffe\uffff\ud800x\udc00"))
                .isEqualTo("\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx\ufffd");
    }

    private static String readBack(String text) throws Exception {
        byte[] answer = STS.error(XmlOutput.Fault.SENDER, "C", text, "r");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(answer));
        return document.getElementsByTagName("Message").item(0).getTextContent();
    }
}
