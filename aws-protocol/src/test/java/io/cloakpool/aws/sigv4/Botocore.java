package io.cloakpool.aws.sigv4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The signers of botocore, in one Python process for many requests. */
final class Botocore {
    private static final String HOST = "bucket.s3.example.com:8443";
    private static final int NOT_INSTALLED = 3;

    /** What to sign, and how. */
    record Order(
            String signer,
            String method,
            String target,
            List<Headers.Field> headers,
            String body,
            @Nullable String token,
            int expires) {
        boolean query() {
            return signer.endsWith("-query");
        }

        ServiceRules rules() {
            return signer.startsWith("s3") ? ServiceRules.S3 : ServiceRules.GENERIC;
        }

        /** The request before it is signed, as our own signer takes it. */
        RawRequest unsigned() {
            List<Headers.Field> fields = new ArrayList<>(headers);
            fields.add(new Headers.Field("Host", HOST));
            return RawRequest.of(method, target, Headers.of(fields));
        }

        private Map<String, Object> json() {
            return Map.of(
                    "signer",
                    signer,
                    "method",
                    method,
                    "url",
                    "https://" + HOST + target,
                    "headers",
                    headers.stream().map(f -> List.of(f.name(), f.value())).toList(),
                    "body",
                    body,
                    "credentials",
                    credentials(),
                    "service",
                    service(),
                    "region",
                    SdkSigner.REGION,
                    "time",
                    SigningTime.format(SdkSigner.NOW),
                    "expires",
                    expires);
        }

        String service() {
            return rules() == ServiceRules.S3 ? "s3" : "execute-api";
        }

        private List<String> credentials() {
            return token == null
                    ? List.of(SdkSigner.ID, SdkSigner.SECRET)
                    : List.of(SdkSigner.ID, SdkSigner.SECRET, token);
        }
    }

    private Botocore() {}

    /** The signed requests; skips the running test, and says so, where botocore is missing. */
    static List<RawRequest> sign(List<Order> orders) throws IOException, InterruptedException, URISyntaxException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (Order order : orders) {
            lines.add(json.writeValueAsString(order.json()));
        }
        Path input = Files.createTempFile("botocore", ".in");
        Path output = Files.createTempFile("botocore", ".out");
        try {
            Files.write(input, lines);
            int exitCode = run(input, output);
            if (exitCode == NOT_INSTALLED) {
                throw skip("botocore is not installed for python3");
            }
            if (exitCode != 0) {
                throw new AssertionError("the botocore signer ended with exit code " + exitCode);
            }
            List<RawRequest> signed = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                signed.add(raw(orders.get(signed.size()), json.readTree(line)));
            }
            return signed;
        } finally {
            Files.delete(input);
            Files.delete(output);
        }
    }

    private static int run(Path input, Path output) throws InterruptedException, URISyntaxException {
        Path script = Path.of(Objects.requireNonNull(Botocore.class.getResource("botocore_signer.py"))
                .toURI());
        Process python;
        try {
            python = new ProcessBuilder("python3", script.toString())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw skip("python3 is missing");
        }
        if (!python.waitFor(60, TimeUnit.SECONDS)) {
            python.destroyForcibly();
            throw new AssertionError("the botocore signer did not end within a minute");
        }
        return python.exitValue();
    }

    private static RuntimeException skip(String reason) {
        String message = "SKIPPED, the signatures of botocore are not tested: " + reason;
        System.err.println(message);
        return new TestAbortedException(message);
    }

    private static RawRequest raw(Order order, JsonNode signed) {
        String target = signed.path("url").asText().substring(("https://" + HOST).length());
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(new Headers.Field("Host", HOST));
        signed.path("headers")
                .forEach(field -> fields.add(
                        new Headers.Field(field.path(0).asText(), field.path(1).asText())));
        return RawRequest.of(order.method(), target, Headers.of(fields));
    }
}
