package io.cloakpool.testsuite.pool;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** Asks the decision door as a gateway does. */
final class GatewayCalls {
    static final String HOST = "s3.example.org";
    static final String PUBLIC = "/demo/public/hello.txt";
    static final String FORBIDDEN = "/demo/users/somebody-else/a";
    static final String SECRET_HEADER = "X-Cloakpool-Gateway";

    /** How a gateway names what it tells, and the gateway of the realm that does so. */
    enum Dialect {
        NGINX(
                "s3",
                "X-Original-Method",
                "X-Original-URI",
                "X-Original-Host",
                "X-Original-Scheme",
                "X-Original-Remote-Addr"),
        TRAEFIK(
                "edge",
                "X-Forwarded-Method",
                "X-Forwarded-Uri",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-For");

        private final String gateway;
        private final String method;
        private final String uri;
        private final String host;
        private final String scheme;
        private final String remoteAddress;

        Dialect(String gateway, String method, String uri, String host, String scheme, String remoteAddress) {
            this.gateway = gateway;
            this.method = method;
            this.uri = uri;
            this.host = host;
            this.scheme = scheme;
            this.remoteAddress = remoteAddress;
        }

        String gateway() {
            return gateway;
        }

        /** The headers that the gateway itself sets. */
        List<Header> describe(String requestMethod, String requestUri) {
            return describe(requestMethod, requestUri, HOST, "https", "192.0.2.1");
        }

        /** As {@link #describe(String, String)}, for a request that came in another way. */
        List<Header> describe(
                String requestMethod, String requestUri, String clientsHost, String clientsScheme, String address) {
            return List.of(
                    new Header(SECRET_HEADER, DemoExport.SECRETS.gateway()),
                    new Header(method, requestMethod),
                    new Header(uri, requestUri),
                    new Header(host, clientsHost),
                    new Header(scheme, clientsScheme),
                    new Header(remoteAddress, address));
        }
    }

    private final String realm;
    private final Dialect dialect;

    GatewayCalls(String realm, Dialect dialect) {
        this.realm = realm;
        this.dialect = dialect;
    }

    /** The headers of a sub-request about a signed GET; may be changed. */
    List<Header> about(SignedRequests signer, String path) {
        return about(signer, path, path);
    }

    /** As {@link #about(SignedRequests, String)}, where the gateway tells another path than the signed one. */
    List<Header> about(SignedRequests signer, String signed, String told) {
        List<Header> headers = new ArrayList<>(dialect.describe("GET", told));
        headers.addAll(signer.headers("GET", HOST, signed));
        return headers;
    }

    Http.Answer ask(SignedRequests signer, String path) {
        return ask(about(signer, path));
    }

    Http.Answer ask(List<Header> headers) {
        return ask(dialect.gateway(), headers);
    }

    /** @param address what stands behind the door's own address: the gateway's name, and what some gateways append */
    Http.Answer ask(String address, List<Header> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(realm + "/identity-pools/authorize/" + address))
                .GET();
        headers.forEach(header -> request.header(header.name(), header.value()));
        return Http.send(request.build());
    }

    /** {@code 200}, or what the service behind the gateway is to tell its client: status and code. */
    static String verdict(Http.Answer answer) {
        return answer.status() == 200
                ? "200"
                : answer.header("x-cloakpool-error-status") + " " + answer.header("x-cloakpool-error-code");
    }
}
