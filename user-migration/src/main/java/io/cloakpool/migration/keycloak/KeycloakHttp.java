package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.Deadlines;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import javax.net.ssl.SSLException;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.entity.ByteArrayEntity;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;

/** {@link HttpExchange} by Keycloak's HTTP client, with the proxies and the trust store that the server is configured with. */
final class KeycloakHttp implements HttpExchange {
    private static final int CONNECT_MILLIS = 1000;

    private final KeycloakSession session;
    private final OutboundHosts hosts;

    /** @param hosts that the server calls at all */
    KeycloakHttp(KeycloakSession session, OutboundHosts hosts) {
        this.session = session;
        this.hosts = hosts;
    }

    @Override
    public Result send(Request request, Duration time) {
        if (!hosts.allow(request.uri())) {
            return new Failure(
                    new Unavailable(Fault.MISCONFIGURED, "it is not among the hosts that this server calls"));
        }
        int millis = Math.max(1, Math.toIntExact(time.toMillis()));
        HttpUriRequest http = http(request, millis);
        // A socket's timeout begins anew with each byte, so a service that drips would be waited for without end.
        ScheduledFuture<?> deadline = Deadlines.after(time, http::abort);
        try (CloseableHttpResponse response =
                session.getProvider(HttpClientProvider.class).getHttpClient().execute(http)) {
            return answered(response, http);
        } catch (IOException e) {
            return new Failure(outage(e, http, millis));
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpUriRequest http(Request request, int millis) {
        RequestBuilder http = RequestBuilder.create(request.method())
                .setUri(request.uri())
                .setConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setNormalizeUri(false)
                        .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                        .setConnectionRequestTimeout(Math.min(millis, CONNECT_MILLIS))
                        .setConnectTimeout(Math.min(millis, CONNECT_MILLIS))
                        .setSocketTimeout(millis)
                        .build());
        request.headers().forEach(http::addHeader);
        if (!request.body().isEmpty()) {
            http.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8)));
        }
        return http.build();
    }

    private static Result answered(CloseableHttpResponse response, HttpUriRequest http) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_ANSWER + 1);
        if (body.length > MAX_ANSWER) {
            // Closing the stream would read the rest of it.
            http.abort();
            return new Failure(new Unavailable(Fault.TOO_LARGE, "its answer has more than " + MAX_ANSWER + " bytes"));
        }
        try {
            return new Answer(
                    response.getStatusLine().getStatusCode(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
        } catch (CharacterCodingException e) {
            return new Failure(new Unavailable(Fault.BAD_ANSWER, "its answer is not UTF-8"));
        }
    }

    private static Unavailable outage(IOException e, HttpUriRequest http, int millis) {
        if (http.isAborted() || e instanceof SocketTimeoutException) {
            return new Unavailable(Fault.TIMEOUT, "it did not answer within " + millis + " ms");
        }
        if (e instanceof ConnectionPoolTimeoutException) {
            return new Unavailable(Fault.UNREACHABLE, "all connections of this server are in use");
        }
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException) {
            return new Unavailable(Fault.UNREACHABLE, "it cannot be reached");
        }
        if (e instanceof SSLException) {
            return new Unavailable(Fault.MISCONFIGURED, "it cannot be trusted, or TLS with it failed");
        }
        return new Unavailable(Fault.CUT_OFF, "it ended the connection");
    }
}
