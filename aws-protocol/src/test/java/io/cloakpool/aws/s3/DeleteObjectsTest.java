package io.cloakpool.aws.s3;

import static io.cloakpool.aws.s3.S3Requests.refused;
import static io.cloakpool.aws.s3.S3Requests.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteObjectsTest {
    private static final String HEAD = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
    private final S3RequestMapper mapper = new S3RequestMapper(List.of());

    @Test
    void every_key_and_every_version_is_judged() {
        S3Access access = map("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + HEAD
                + "\n <Object><Key>users/1/a&amp;b</Key></Object>"
                + "<Object><Key>users/2/%2F+</Key><VersionId>v1</VersionId><ETag>\"e\"</ETag><Size>1</Size></Object>"
                + "<Quiet>true</Quiet></Delete>\n");

        assertThat(access.operation()).isEqualTo("DeleteObjects");
        assertThat(access.required())
                .containsExactly(
                        new Target("s3:DeleteObject", "arn:aws:s3:::data/users/1/a&b", Map.of()),
                        new Target(
                                "s3:DeleteObjectVersion",
                                "arn:aws:s3:::data/users/2/%2F+",
                                Map.of("s3:VersionId", List.of("v1"))));
    }

    @Test
    void a_document_without_namespace_is_read() {
        assertThat(map("<Delete><Object><Key>a//b</Key></Object></Delete>").required())
                .extracting(Target::resourceArn)
                .containsExactly("arn:aws:s3:::data/a//b");
    }

    @Test
    void bypassing_governance_is_judged_for_every_key() {
        S3Access access = mapper.mapDelete(
                request("POST", "/data?delete", "x-amz-bypass-governance-retention", "true"), body(objects(2)));

        assertThat(access.required())
                .extracting(target -> target.action() + " " + target.resourceArn())
                .containsExactly(
                        "s3:DeleteObject arn:aws:s3:::data/k0",
                        "s3:BypassGovernanceRetention arn:aws:s3:::data/k0",
                        "s3:DeleteObject arn:aws:s3:::data/k1",
                        "s3:BypassGovernanceRetention arn:aws:s3:::data/k1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "<Delete/>",
                "<Delete><Quiet>true</Quiet></Delete>",
                "<Delete><Object/></Delete>",
                "<Delete><Object><Key/></Object></Delete>",
                "<Delete><Object><VersionId>1</VersionId></Object></Delete>",
                "<delete><Object><Key>k</Key></Object></delete>",
                "<Delete><object><Key>k</Key></object></Delete>",
                "<Delete><Object><Key>k</Key></Object>",
                "<Delete><Object><Key>k</Key></Object></Delete><Delete/>",
                "<Delete><Object><Key>k</Key></Object></Delete>trailing",
                "<Delete>text<Object><Key>k</Key></Object></Delete>",
                "<Delete><Object>text<Key>k</Key></Object></Delete>",
                "<Delete><Object><Key>k</Key><Key>other</Key></Object></Delete>",
                "<Delete><Object><Key>k</Key><VersionId>1</VersionId><VersionId>2</VersionId></Object></Delete>",
                "<Delete><Object><Key>k</Key><VersionId></VersionId></Object></Delete>",
                "<Delete><Object><Key>k</Key><VersionId> 1</VersionId></Object></Delete>",
                "<Delete><Object><Key>k<b/>other</Key></Object></Delete>",
                "<Delete><Object><Key>k<!-- c -->other</Key></Object></Delete>",
                "<Delete><Object><Key><![CDATA[k]]></Key></Object></Delete>",
                "<Delete><Object><Key>k</Key></Object><?pi x?></Delete>",
                "<?pi x?><Delete><Object><Key>k</Key></Object></Delete>",
                "<Delete><Object><Key>k</Key></Object></Delete><?pi x?>",
                "<Delete><Object><Key a=\"b\">k</Key></Object></Delete>",
                "<Delete a=\"b\"><Object><Key>k</Key></Object></Delete>",
                "<Delete><Object><Key>k</Key><Unknown/></Object></Delete>",
                "<Delete><Object><Key>k</Key></Object><Unknown/></Delete>",
                "<Delete xmlns=\"urn:other\"><Object><Key>k</Key></Object></Delete>",
                "<Delete><Object><Key xmlns=\"urn:other\">k</Key></Object></Delete>",
                "<Delete><Object><Key>k</Key></Object><Quiet>a</Quiet><Quiet>b</Quiet></Delete>",
                "<Delete><Object><Key> k</Key></Object></Delete>",
                "<Delete><Object><Key>k </Key></Object></Delete>",
                "<Delete><Object><Key>a/../k</Key></Object></Delete>",
                "<Delete><Object><Key>..</Key></Object></Delete>",
                "<Delete><Object><Key>%2e%2e/k</Key></Object></Delete>",
                "<Delete><Object><Key>a&#10;k</Key></Object></Delete>",
                "<Delete><Object><Key>a&#0;k</Key></Object></Delete>",
                "<Delete><Object><Key>&undefined;</Key></Object></Delete>",
                "<!DOCTYPE Delete [<!ENTITY e \"k\">]><Delete><Object><Key>&e;</Key></Object></Delete>",
                "<!DOCTYPE Delete SYSTEM \"file:///etc/passwd\"><Delete><Object><Key>k</Key></Object></Delete>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Delete><Object><Key>k</Key></Object></Delete>",
                "<?xml version=\"1.0\" encoding=\"UTF-7\"?><Delete><Object><Key>k</Key></Object></Delete>",
                "\ufeff<Delete><Object><Key>k</Key></Object></Delete>",
            })
    void a_document_that_another_reader_may_read_in_another_way_is_refused(String document) {
        refused(
                () -> map(document),
                document.contains("<Object/>")
                                || document.contains("<Key/>")
                                || document.contains("<Object><VersionId>")
                        ? Kind.INVALID_KEY
                        : Kind.MALFORMED_BODY);
    }

    @Test
    void another_encoding_is_refused() {
        String document = "<Delete><Object><Key>ä</Key></Object></Delete>";

        refused(
                () -> mapper.mapDelete(request("POST", "/data?delete"), document.getBytes(ISO_8859_1)),
                Kind.MALFORMED_BODY);
        refused(
                () -> mapper.mapDelete(request("POST", "/data?delete"), document.getBytes(UTF_16)),
                Kind.MALFORMED_BODY);
    }

    @Test
    void limits_hold() {
        assertThat(map(objects(1000)).required()).hasSize(1000);
        refused(() -> map(objects(1001)), Kind.MALFORMED_BODY).hasMessageContaining("more than 1000");
        byte[] large = new byte[DeleteBody.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        refused(() -> mapper.mapDelete(request("POST", "/data?delete"), large), Kind.MALFORMED_BODY)
                .hasMessageContaining("2 MiB");
        refused(() -> map("<Delete><Object><Key>" + "k".repeat(1025) + "</Key></Object></Delete>"), Kind.INVALID_KEY);
    }

    @Test
    void only_a_plain_multi_delete_has_a_body_to_judge() {
        refused(() -> mapper.mapDelete(request("PUT", "/data/k"), body(objects(1))), Kind.NOT_IN_TABLE);
        refused(() -> mapper.mapDelete(request("POST", "/data?delete&acl"), body(objects(1))), Kind.NOT_IN_TABLE);
        refused(() -> mapper.mapDelete(request("POST", "/..?delete"), body(objects(1))), Kind.MALFORMED);
        refused(
                () -> mapper.mapDelete(request("POST", "/data?delete", "Content-Encoding", "gzip"), body(objects(1))),
                Kind.HEADER);
        refused(
                () -> mapper.mapDelete(request("POST", "/data?delete", "x-amz-acl", "private"), body(objects(1))),
                Kind.HEADER);
    }

    @Test
    @Tag("fuzz")
    void random_documents_are_read_or_refused() {
        long seed = 1414;
        Random random = new Random(seed);
        byte[] valid =
                body(HEAD + "<Object><Key>a/b</Key><VersionId>v</VersionId></Object><Quiet>true</Quiet></Delete>");
        for (int i = 0; i < 500; i++) {
            byte[] body = valid.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(128);
            }
            try {
                assertThat(mapper.mapDelete(request("POST", "/data?delete"), body)
                                .required())
                        .as("seed %d", seed)
                        .isNotEmpty();
            } catch (S3RequestRefused e) {
                assertThat(e.kind()).isNotNull();
            }
        }
    }

    private S3Access map(String document) {
        return mapper.mapDelete(request("POST", "/data?delete"), body(document));
    }

    private static String objects(int count) {
        StringBuilder document = new StringBuilder(HEAD);
        for (int i = 0; i < count; i++) {
            document.append("<Object><Key>k").append(i).append("</Key></Object>");
        }
        return document.append("</Delete>").toString();
    }

    private static byte[] body(String document) {
        return document.getBytes(UTF_8);
    }
}
