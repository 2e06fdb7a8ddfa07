package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.Deadlines;
import io.cloakpool.authenticators.sms.SmsHttp;
import io.cloakpool.aws.http.OutboundHosts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.entity.ByteArrayEntity;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;

/** {@link SmsHttp} by Keycloak's HTTP client, with the proxies and the trust store that the server is configured with. */
final class SmsHttpClient implements SmsHttp {
    private final KeycloakSession session;
    private final OutboundHosts hosts;

    SmsHttpClient(KeycloakSession session, OutboundHosts hosts) {
        this.session = session;
        this.hosts = hosts;
    }

    @Override
    public Reply post(Post post) {
        if (!hosts.allow(post.to())) {
            return new Reply.Failed("is not among the hosts that this server calls", false);
        }
        HttpPost request = request(post);
        // A socket's timeout begins anew with each byte, so a gateway that drips would be waited for without end.
        ScheduledFuture<?> deadline = Deadlines.after(post.timeout(), request::abort);
        try (CloseableHttpResponse response =
                session.getProvider(HttpClientProvider.class).getHttpClient().execute(request)) {
            return answered(response, request);
        } catch (IOException e) {
            return failed(e, request);
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpPost request(Post post) {
        HttpPost request = new HttpPost(post.to());
        post.headers().fields().forEach(field -> request.addHeader(field.name(), field.value()));
        request.setEntity(new ByteArrayEntity(post.body().getBytes(StandardCharsets.UTF_8)));
        Duration connect = CONNECT_TIMEOUT.compareTo(post.timeout()) < 0 ? CONNECT_TIMEOUT : post.timeout();
        request.setConfig(RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .setConnectionRequestTimeout(Math.toIntExact(connect.toMillis()))
                .setConnectTimeout(Math.toIntExact(connect.toMillis()))
                .setSocketTimeout(Math.toIntExact(post.timeout().toMillis()))
                .build());
        return request;
    }

    private static Reply answered(CloseableHttpResponse response, HttpPost request) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_ANSWER + 1);
        if (body.length > MAX_ANSWER) {
            // Closing the stream would read the rest of it.
            request.abort();
            return new Reply.Failed("answered more than " + MAX_ANSWER + " bytes", true);
        }
        return new Reply.Answered(response.getStatusLine().getStatusCode(), new String(body, StandardCharsets.UTF_8));
    }

    private static Reply failed(IOException e, HttpPost request) {
        if (e instanceof ConnectionPoolTimeoutException) {
            return new Reply.Failed("cannot be asked: all connections of this server are in use", false);
        }
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException) {
            return new Reply.Failed("cannot be reached", false);
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return new Reply.Failed("cannot be trusted", false);
        }
        return new Reply.Failed(
                e instanceof SocketTimeoutException || request.isAborted()
                        ? "did not answer in time"
                        : "ended the connection",
                true);
    }
}
