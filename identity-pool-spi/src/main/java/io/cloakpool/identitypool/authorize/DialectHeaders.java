package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.pool.Gateway.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a gateway's sub-request carries the client's request. Gateways that can name headers freely use names of ours, which no
 * proxy on the way and no setting of Keycloak interprets; Traefik's ForwardAuth has fixed names.
 */
enum DialectHeaders {
    OURS(
            "X-Original-Method",
            "X-Original-URI",
            "X-Original-Host",
            "X-Original-Scheme",
            "X-Original-Remote-Addr",
            "X-Original-Content-Type",
            "X-Original-Content-Length",
            "X-Original-Transfer-Encoding"),
    FORWARD_AUTH(
            "X-Forwarded-Method",
            "X-Forwarded-Uri",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-For",
            "Content-Type",
            "X-Forwarded-Content-Length",
            "X-Forwarded-Transfer-Encoding");

    /** The secret by which a gateway shows who it is. */
    static final String GATEWAY_SECRET = "X-Cloakpool-Gateway";

    /** SHA-256 of the body, lower-case hex, from a gateway that buffers. */
    static final String PAYLOAD_SHA256 = "X-Cloakpool-Payload-Sha256";

    /** Headers of the sub-request that describe its own connection, never the client's request. */
    private static final Set<String> OF_THE_SUB_REQUEST = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final String method;
    private final String uri;
    private final String host;
    private final String scheme;
    private final String remoteAddress;
    private final String contentType;
    private final String contentLength;
    private final String transferEncoding;

    DialectHeaders(
            String method,
            String uri,
            String host,
            String scheme,
            String remoteAddress,
            String contentType,
            String contentLength,
            String transferEncoding) {
        this.method = method;
        this.uri = uri;
        this.host = host;
        this.scheme = scheme;
        this.remoteAddress = remoteAddress;
        this.contentType = contentType;
        this.contentLength = contentLength;
        this.transferEncoding = transferEncoding;
    }

    static DialectHeaders of(Dialect dialect) {
        return switch (dialect) {
            case NGINX, CADDY, ENVOY -> OURS;
            case TRAEFIK -> FORWARD_AUTH;
        };
    }

    String method() {
        return method;
    }

    String uri() {
        return uri;
    }

    String host() {
        return host;
    }

    String scheme() {
        return scheme;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    String contentType() {
        return contentType;
    }

    String contentLength() {
        return contentLength;
    }

    String transferEncoding() {
        return transferEncoding;
    }

    List<String> names() {
        return List.of(method, uri, host, scheme, remoteAddress, contentType, contentLength, transferEncoding);
    }

    /**
     * Names that must not stand beside this dialect's: who sends them speaks another dialect, or a client tries to. Names that a
     * proxy between gateway and Keycloak adds on its own (X-Forwarded-For, -Host, -Proto) are merely ignored.
     */
    Set<String> foreignNames() {
        return switch (this) {
            case OURS ->
                Set.of(
                        "x-forwarded-method",
                        "x-forwarded-uri",
                        "x-forwarded-content-length",
                        "x-forwarded-transfer-encoding");
            case FORWARD_AUTH ->
                OURS.names().stream().map(DialectHeaders::lower).collect(Collectors.toUnmodifiableSet());
        };
    }

    /** Whether a header of the sub-request is one that the client sent and may have signed. */
    static boolean ofTheClient(String name) {
        String lower = lower(name);
        return !OF_THE_SUB_REQUEST.contains(lower)
                && !lower.startsWith("x-original-")
                && !lower.startsWith("x-forwarded-")
                && !lower.startsWith("x-cloakpool-")
                && !lower.equals("forwarded");
    }

    /**
     * Every name that a gateway's recipe has to overwrite or empty, so that nothing a client sends under it arrives here or at the
     * service: the names of all dialects, ours, and those of the answer.
     */
    static Set<String> namesToScrub() {
        return Stream.of(
                        OURS.names().stream(),
                        FORWARD_AUTH.names().stream().filter(name -> name.startsWith("X-")),
                        Stream.of("Forwarded", GATEWAY_SECRET, PAYLOAD_SHA256),
                        Stream.of(
                                "X-Cloakpool-Principal-Arn",
                                "X-Cloakpool-Identity-Id",
                                "X-Cloakpool-Pool-Id",
                                "X-Cloakpool-Role-Arn",
                                "X-Cloakpool-Cache-Seconds",
                                "X-Cloakpool-Error-Code",
                                "X-Cloakpool-Error-Status"))
                .flatMap(names -> names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
