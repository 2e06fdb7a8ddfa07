package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.HeaderSigningRules;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Exception;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.aws.sigv4.SigningCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole request heads as damaged texts: other lines, other forms, too long. {@code TamperingTest} has the single edits. */
@Tag("fuzz")
class SigV4FuzzTest {
    private static final long SEED = 20_261_124L;
    private static final Instant NOW = Instant.parse("2026-11-24T10:11:12Z");
    private static final int SERVER_LIMIT = 64 * 1024;
    private static final String SECRET = "a-secret-key-of-forty-characters-0123456";
    private static final List<String> WORDS = List.of(
            "\n",
            "\nAuthorization:",
            "AWS4-HMAC-SHA256 ",
            "AWS4-HMAC-SHA256 Credential=ID/20261124/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature="
                    + "0".repeat(64),
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "&X-Amz-Date=20261124T101112Z",
            "\nx-amz-date:20261124T101112Z",
            "\ndate:Tue, 24 Nov 2026 10:11:12 GMT",
            "\ndate:",
            "99999999999",
            "20261399T256199Z",
            "&X-Amz-Expires=604801",
            "SignedHeaders=host;x-amz-date;",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "UNSIGNED-PAYLOAD",
            "%2F",
            "%",
            "/../",
            "//",
            "&",
            "=",
            ";",
            ",");

    private final SigV4Verifier verifier = new SigV4Verifier(() -> NOW);
    private final Fuzz fuzz = new Fuzz(SEED, Set.of(SigV4Exception.class));

    @Test
    void damaged_heads_are_refused_as_such_or_still_read() {
        List<String> seeds = new ArrayList<>();
        RawRequest request = RawRequest.of(
                "GET", "/bkt/a%20b?prefix=x&k", Headers.of("Host", "s3.example:9000", "Range", "bytes=0-9"));
        for (ServiceRules rules : List.of(ServiceRules.S3, ServiceRules.GENERIC)) {
            SigV4Signer signer =
                    new SigV4Signer(() -> NOW, new SigningCredentials("ID", SECRET, "token"), "eu-west-1", "s3", rules);
            seeds.add(HttpHeads.text(signer.sign(request, Payload.ofHash(Payload.EMPTY_SHA256))));
            seeds.add(HttpHeads.text(signer.presign(request, Payload.UNSIGNED, Duration.ofHours(1))));
        }

        fuzz.run(4_000, new Mutator(SEED, seeds, WORDS, SERVER_LIMIT), this::judge);
    }

    private void judge(String head) {
        RawRequest request = HttpHeads.request(head);
        SigningClaim claim = SigningClaim.parse(request);
        HeaderSigningRules.requireSigned(request, claim);
        verifier.verify(request, claim, SECRET, ServiceRules.S3, null);
    }
}
