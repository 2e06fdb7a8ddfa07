package io.cloakpool.examples.oldpool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.sigv4.HeaderSigningRules;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Exception;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** AWS JSON 1.1 over HTTP: reads a request, has it prove its signature where the operation asks for one, and answers. */
final class Door implements HttpHandler {
    private static final String TARGET = "AWSCognitoIdentityProviderService.";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int REFUSED = 400;

    private final UserPools pools;
    private final Key key;
    private final String region;
    private final SigV4Verifier verifier;

    /**
     * Who may sign.
     *
     * @param secret of the access key
     */
    record Key(String id, String secret) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    Door(UserPools pools, Key key, String region, SigV4Verifier verifier) {
        this.pools = pools;
        this.key = key;
        this.region = region;
        this.verifier = verifier;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            try {
                send(exchange, OK, answer(exchange, body).toBytes());
            } catch (Refused e) {
                send(exchange, REFUSED, JsonOutput.error(e.type(), String.valueOf(e.getMessage())));
            } catch (JsonInputException e) {
                send(exchange, REFUSED, JsonOutput.error("InvalidParameterException", String.valueOf(e.getMessage())));
            } catch (SigV4Exception e) {
                send(exchange, REFUSED, JsonOutput.error("InvalidSignatureException", String.valueOf(e.getMessage())));
            }
        }
    }

    private JsonOutput answer(HttpExchange exchange, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new Refused("SerializationException", "The request is too large.");
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET)) {
            throw new Refused("UnknownOperationException", "There is no operation in X-Amz-Target.");
        }
        String operation = target.substring(TARGET.length());
        if (!UserPools.isOpen(operation)) {
            verify(exchange, body);
        }
        return pools.call(operation, JsonInput.parse(body));
    }

    private void verify(HttpExchange exchange, byte[] body) {
        List<Headers.Field> fields = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Headers.Field(entry.getKey(), value)))
                .toList();
        RawRequest request = RawRequest.of(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), Headers.of(fields));
        SigningClaim claim = SigningClaim.parse(request);
        HeaderSigningRules.requireSigned(request, claim);
        SigV4Verifier.requireScope(claim, region, Set.of("cognito-idp"));
        if (claim.accessKeyId().equals(key.id())) {
            verifier.verify(request, claim, key.secret(), ServiceRules.GENERIC, sha256(body));
        } else {
            verifier.refuseUnknownKey(request, claim, ServiceRules.GENERIC, sha256(body));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
