package io.cloakpool.identitypool.keycloak;

import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Calls to services elsewhere by Keycloak's HTTP client, with the proxies and the trust store that the server is configured with, to
 * no other hosts than the server may call. Follows no redirect, sends nothing twice, reads no more than it must, and always comes back in time.
 */
final class BoundedHttp {
    private static final RequestLogger LOG = RequestLogger.of(BoundedHttp.class);

    private final KeycloakSession session;
    private final Deadlines deadlines;
    private final OutboundHosts hosts;

    BoundedHttp(KeycloakSession session, Deadlines deadlines, OutboundHosts hosts) {
        this.session = session;
        this.deadlines = deadlines;
        this.hosts = hosts;
    }

    Outcome send(HttpRequestBase request, Duration connectTimeout, Duration timeout, int maxBody) {
        if (!hosts.allow(request.getURI())) {
            return new Outcome.Failed("is not among the hosts that this server calls");
        }
        request.setConfig(RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setConnectionRequestTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setSocketTimeout(Math.toIntExact(timeout.toMillis()))
                .build());
        // A socket's timeout begins anew with each byte, so a service that drips would be waited for without end.
        ScheduledFuture<?> deadline = deadlines.after(timeout.plus(connectTimeout), request::abort);
        try (CloseableHttpResponse response =
                session.getProvider(HttpClientProvider.class).getHttpClient().execute(request)) {
            return answered(response, request, maxBody);
        } catch (IOException e) {
            LOG.debugf(e, "No answer from %s", request.getURI().getHost());
            return outcome(e, request);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Outcome answered(CloseableHttpResponse response, HttpRequestBase request, int maxBody)
            throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            InputStream content = entity.getContent();
            body = content.readNBytes(maxBody + 1);
            if (body.length > maxBody) {
                // Closing the stream would read the rest of it.
                request.abort();
                return new Outcome.Failed("answered more than " + maxBody + " bytes");
            }
        }
        return new Outcome.Answered(response.getStatusLine().getStatusCode(), new String(body, StandardCharsets.UTF_8));
    }

    private static Outcome outcome(IOException e, HttpRequestBase request) {
        if (e instanceof ConnectionPoolTimeoutException) {
            return new Outcome.Failed("cannot be asked: all connections of this server are in use");
        }
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException) {
            return new Outcome.NotConnected();
        }
        return new Outcome.Failed(
                e instanceof SocketTimeoutException || request.isAborted()
                        ? "did not answer in time"
                        : "ended the connection or could not be trusted");
    }
}
