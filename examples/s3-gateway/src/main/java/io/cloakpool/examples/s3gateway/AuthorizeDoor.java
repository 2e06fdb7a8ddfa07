package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Asks Cloakpool about one request (dialect {@code nginx}) before any of its body is read. */
final class AuthorizeDoor {
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final Pattern ERROR_STATUS = Pattern.compile("[45][0-9]{2}");

    private final HttpClient client;
    private final URI url;
    private final String secret;
    private final Duration timeout;

    /** @param timeout an answer that takes longer is no answer */
    AuthorizeDoor(HttpClient client, URI url, String secret, Duration timeout) {
        this.timeout = timeout;
        this.client = client;
        this.url = url;
        this.secret = secret;
    }

    /** @param body the whole body of a multi-delete, whose keys are judged too; absent for all else */
    Decision ask(ClientRequest request, Optional<byte[]> body) throws InterruptedException {
        var sub = HttpRequest.newBuilder(url).timeout(timeout);
        HeaderRules.forDoor(request, sub::header);
        sub.header("X-Cloakpool-Gateway", secret);
        sub.header("X-Original-Method", request.method());
        sub.header("X-Original-URI", request.target());
        sub.header("X-Original-Remote-Addr", request.remoteAddress());
        // This listener has no TLS. Behind a proxy that ends TLS, aws:SecureTransport is false: the safe side.
        sub.header("X-Original-Scheme", "http");
        request.header("Host").ifPresent(host -> sub.header("X-Original-Host", host));
        request.header("Content-Type").ifPresent(type -> sub.header("X-Original-Content-Type", type));
        request.header("Content-Length").ifPresent(length -> sub.header("X-Original-Content-Length", length));
        body.ifPresent(bytes ->
                sub.header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(bytes)));
        return send(sub.build());
    }

    private Decision send(HttpRequest sub) throws InterruptedException {
        var answer = client.sendAsync(sub, BodyHandlers.discarding());
        try {
            // HttpRequest.timeout ends with the answer's head; this also ends an answer that drips forever.
            return decide(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Decision.Unavailable("no answer in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                return new Decision.Unavailable(cause.toString());
            }
            throw new IllegalStateException(e);
        }
    }

    private static Decision decide(HttpResponse<?> answer) {
        HttpHeaders headers = answer.headers();
        Optional<String> principal = headers.firstValue("X-Cloakpool-Principal-Arn");
        // Any web server can answer 200; only the door names a principal.
        if (answer.statusCode() == 200 && principal.isPresent()) {
            return new Decision.Allowed(
                    principal.get(),
                    headers.firstValue("X-Cloakpool-Identity-Id").orElse("-"),
                    headers.firstValue("X-Cloakpool-Role-Arn").orElse("-"));
        }
        String code = headers.firstValue("X-Cloakpool-Error-Code").orElse("");
        String status = headers.firstValue("X-Cloakpool-Error-Status").orElse("");
        boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403;
        if (refused
                && ERROR_CODE.matcher(code).matches()
                && ERROR_STATUS.matcher(status).matches()) {
            return new Decision.Refused(Integer.parseInt(status), code);
        }
        return new Decision.Unavailable("unusable answer with status " + answer.statusCode());
    }
}
