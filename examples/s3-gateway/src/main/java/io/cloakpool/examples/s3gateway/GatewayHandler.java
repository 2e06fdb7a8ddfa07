package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;

/** One request from beginning to end: read it, ask Cloakpool, then forward or refuse. */
final class GatewayHandler implements HttpHandler {
    private static final Logger LOG = System.getLogger(GatewayHandler.class.getName());

    private final AuthorizeDoor door;
    private final S3Store store;
    private final Cors cors;

    GatewayHandler(AuthorizeDoor door, S3Store store, Cors cors) {
        this.door = door;
        this.store = store;
        this.cors = cors;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        // Closed whatever happens: the JDK's server leaves the connection open when an Error ends the handler.
        try (exchange) {
            try {
                serve(exchange, requestId);
            } catch (S3Error e) {
                log(Level.INFO, requestId, "answer " + e.status() + " " + e.code(), e);
                answer(exchange, e, requestId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the gateway stops");
        }
    }

    private void serve(HttpExchange exchange, String requestId) throws IOException, InterruptedException {
        ClientRequest request = ClientRequest.of(exchange);
        cors.decorate(request, exchange.getResponseHeaders());
        if (request.method().equals("OPTIONS")) {
            cors.preflight(request, exchange.getResponseHeaders());
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        CheckedBody body = CheckedBody.of(request);
        Optional<byte[]> judged =
                request.isMultiDelete() && body.isHashed() ? Optional.of(buffer(body)) : Optional.empty();

        Decision decision = door.ask(request, judged);
        // The query stays out of the log: in a pre-signed URL it is a credential.
        log(Level.INFO, requestId, decision + " " + request.method() + " " + request.path());
        if (decision instanceof Decision.Refused refused) {
            throw new S3Error(refused.status(), refused.code(), message(refused.code()));
        } else if (decision instanceof Decision.Unavailable) {
            throw S3Error.unavailable();
        }
        HttpResponse<InputStream> response = store.send(request, body, judged);
        S3Store.answer(response, exchange);
    }

    /** The whole body, proved. Many deletes in one request are judged key by key. */
    private static byte[] buffer(CheckedBody body) throws IOException {
        if (body.length() > Limits.MULTI_DELETE_BYTES) {
            throw new S3Error(
                    400, "EntityTooLarge", "A multi-delete may have " + Limits.MULTI_DELETE_BYTES + " bytes.");
        }
        return body.readAllBytes();
    }

    private static String message(String code) {
        return switch (code) {
            case "AccessDenied" -> "Access Denied";
            case "ExpiredToken" -> "The provided token has expired.";
            default -> "The request was refused: " + code;
        };
    }

    private static void answer(HttpExchange exchange, S3Error error, String requestId) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] xml = error.xml(requestId);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.getResponseHeaders().set("x-amz-request-id", requestId);
        exchange.sendResponseHeaders(error.status(), head ? -1 : xml.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(xml);
                out.flush();
                // A client that still sends would see its connection reset instead of this answer.
                drain(exchange.getRequestBody());
            }
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        int left = Limits.DRAIN_BYTES;
        // Not skip(): the JDK's stream inherits one that knows nothing of the body's end.
        for (int n = 0; n >= 0 && left > 0; n = in.read(buffer)) {
            left -= n;
        }
    }

    private static void log(Level level, String requestId, String text) {
        LOG.log(level, "request={0} {1}", requestId, text);
    }

    private static void log(Level level, String requestId, String text, S3Error error) {
        log(level, requestId, text + (error.getCause() == null ? "" : " because of " + error.getCause()));
    }
}
