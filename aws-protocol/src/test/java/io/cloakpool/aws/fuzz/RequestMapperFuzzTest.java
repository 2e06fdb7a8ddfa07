package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.executeapi.Api;
import io.cloakpool.aws.executeapi.ApiRequestMapper;
import io.cloakpool.aws.executeapi.ApiRequestRefused;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestMapper;
import io.cloakpool.aws.s3.S3RequestRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What requests ask for: S3 paths, queries, headers and bodies, and API paths. */
@Tag("fuzz")
class RequestMapperFuzzTest {
    private static final long SEED = 20_261_128L;
    private static final int SERVER_LIMIT = 64 * 1024;
    private static final int BODY_LIMIT = 2 * 1024 * 1024;
    private static final List<String> HEADS = List.of(
            "GET /bkt/users/a%20b/c?versionId=v\nHost:s3.example",
            "GET /bkt?list-type=2&prefix=users%2Fx&delimiter=%2F&max-keys=5\nHost:s3.example",
            "PUT /key/x\nHost:bkt.s3.example:9000\nx-amz-acl:private\nx-amz-tagging:a=b",
            "PUT /bkt/k\nHost:s3.example\nx-amz-copy-source:/other/a%20b?versionId=1",
            "POST /bkt/k?uploads\nHost:s3.example",
            "PUT /bkt/k?partNumber=1&uploadId=u\nHost:s3.example",
            "POST /bkt?delete\nHost:s3.example",
            "DELETE /bkt/k\nHost:s3.example",
            "GET /\nHost:s3.example");
    private static final List<String> WORDS = List.of(
            "/",
            "//",
            "/../",
            "%2e%2e",
            "%252e%252e%252f",
            "%2F",
            "%5C",
            "%00",
            "%ff",
            "%E4%BD%A0",
            "..",
            ";",
            "?",
            "&acl",
            "&tagging",
            "&versionId=",
            "&X-Amz-Signature=0",
            "&x-amz-acl=public-read",
            "\nx-amz-copy-source:",
            "\nx-amz-copy-source-range:bytes=0-1",
            "\nHost:",
            "\nx-amz-bypass-governance-retention:true",
            "\nX-HTTP-Method-Override:DELETE",
            ":",
            "=",
            "xn--",
            "\u0130");
    private static final String DELETE = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>"
            + "<Object><Key>a/b</Key><VersionId>1</VersionId></Object><Object><Key>c &amp; d</Key></Object></Delete>";
    private static final List<String> XML_WORDS = List.of(
            "<Object><Key>x</Key></Object>",
            "<Key>",
            "</Key>",
            "</Delete>",
            "<Delete>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<?xml version=\"1.1\"?>",
            "<?x?>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">]>",
            "&a;",
            "&#0;",
            "&#x10FFFF;",
            "&#xD800;",
            "&amp;",
            " xmlns:a=\"b\"",
            "a:",
            "<a:b xmlns:a=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
            "\u0000",
            "\ufeff",
            "../");

    private final Fuzz s3Fuzz = new Fuzz(SEED, Set.of(S3RequestRefused.class));
    private final S3RequestMapper s3 = new S3RequestMapper(List.of("s3.example"));

    @Test
    void damaged_s3_requests_are_refused_as_such_or_still_mapped() {
        s3Fuzz.run(10_000, new Mutator(SEED, HEADS, WORDS, SERVER_LIMIT), head -> s3.map(HttpHeads.request(head)));
    }

    @Test
    void damaged_multi_deletes_are_refused_as_such_or_still_mapped() {
        s3Fuzz.run(
                4_000, new Mutator(SEED, List.of(DELETE, "<Delete/>"), XML_WORDS, BODY_LIMIT / 64), this::multiDelete);
    }

    @Test
    void multi_deletes_made_to_be_large_are_refused_or_mapped() {
        s3Fuzz.runOne("<Delete>".repeat(BODY_LIMIT / 8), this::multiDelete);
        s3Fuzz.runOne("<Delete " + "a=\"1\" ".repeat(BODY_LIMIT / 6 - 9), this::multiDelete);
        s3Fuzz.runOne("<Delete><Object><Key>" + "a".repeat(BODY_LIMIT - 30), this::multiDelete);
        s3Fuzz.runOne("<Delete><Object><Key>" + "&amp;".repeat(BODY_LIMIT / 5 - 30), this::multiDelete);
        s3Fuzz.runOne("<" + "a".repeat(BODY_LIMIT - 1), this::multiDelete);
        s3Fuzz.runOne("", this::multiDelete);
    }

    @Test
    void damaged_api_requests_are_refused_as_such_or_still_mapped() {
        ApiRequestMapper apis =
                new ApiRequestMapper(Map.of("api.example", new Api("abc", "prod")), "eu-west-1", "123456789012");
        List<String> seeds = List.of(
                "GET /orders/a%20b//c/?q=1\nHost:api.example",
                "POST /\nHost:API.example:8443\nContent-Type:text/plain");

        new Fuzz(SEED, Set.of(ApiRequestRefused.class))
                .run(5_000, new Mutator(SEED, seeds, WORDS, SERVER_LIMIT), head -> apis.map(HttpHeads.request(head)));
    }

    private void multiDelete(String body) {
        s3.mapDelete(
                RawRequest.of("POST", "/bkt?delete", Headers.of("Host", "s3.example")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
