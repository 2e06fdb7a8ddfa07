package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.pool.Gateway.Dialect;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client's request as a gateway tells it, read from the dialect's headers only.
 *
 * @param raw method, target and headers as the client sent them
 * @param remoteAddress the client's address as the gateway saw it
 * @param secure whether the client's connection to the gateway is TLS
 * @param payloadSha256 hash of the body that the gateway computed; null when it did not buffer
 */
record ClientRequest(RawRequest raw, String remoteAddress, boolean secure, @Nullable String payloadSha256) {
    private static final int MAX_TARGET = 16 * 1024;

    /**
     * Reads a sub-request's headers. An empty value counts as absent, since gateways clear headers so.
     *
     * @throws Refused with INVALID_PARAMETER when a header of another dialect stands there, one of this dialect repeats or is
     *     missing, or the URI is not a path of this server. Address and scheme are required as well: without them a Deny by
     *     {@code aws:SourceIp} or {@code aws:SecureTransport} would not apply
     */
    static ClientRequest read(Dialect dialect, Headers subRequest) {
        DialectHeaders names = DialectHeaders.of(dialect);
        refuseForeign(names, subRequest);
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(new Headers.Field("host", required(subRequest, names.host())));
        single(subRequest, names.contentType()).ifPresent(type -> fields.add(new Headers.Field("content-type", type)));
        single(subRequest, names.contentLength())
                .ifPresent(length -> fields.add(new Headers.Field("content-length", length)));
        single(subRequest, names.transferEncoding())
                .ifPresent(encoding -> fields.add(new Headers.Field("transfer-encoding", encoding)));
        subRequest.fields().stream()
                .filter(field -> DialectHeaders.ofTheClient(field.name()))
                .forEach(fields::add);
        return new ClientRequest(
                RawRequest.of(
                        method(required(subRequest, names.method())),
                        target(required(subRequest, names.uri())),
                        Headers.of(fields)),
                required(subRequest, names.remoteAddress()),
                secure(required(subRequest, names.scheme())),
                single(subRequest, DialectHeaders.PAYLOAD_SHA256).orElse(null));
    }

    /** Whether a body may follow: a client that sends one says so by its length, by chunks or by a streaming payload. */
    boolean mayHaveBody() {
        if (raw.headers().first("transfer-encoding").isPresent()) {
            return true;
        }
        boolean bodiless = Set.of("GET", "HEAD", "DELETE").contains(raw.method());
        Optional<String> length = raw.headers().first("content-length");
        return length.map(value -> !value.equals("0")).orElse(!bodiless);
    }

    private static void refuseForeign(DialectHeaders names, Headers subRequest) {
        Set<String> foreign = names.foreignNames();
        subRequest.fields().stream()
                .filter(field -> foreign.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> !field.value().isEmpty())
                .findFirst()
                .ifPresent(field -> {
                    throw invalid("the header " + field.name() + " is not one of this gateway's dialect");
                });
    }

    private static Optional<String> single(Headers headers, String name) {
        List<String> values =
                headers.all(name).stream().filter(value -> !value.isEmpty()).toList();
        if (values.size() > 1) {
            throw invalid("the header " + name + " repeats");
        }
        return values.stream().findFirst();
    }

    private static String required(Headers headers, String name) {
        return single(headers, name).orElseThrow(() -> invalid("the header " + name + " is missing"));
    }

    private static String method(String method) {
        if (!method.matches("[A-Z]{1,16}")) {
            throw invalid("the method is not one");
        }
        return method;
    }

    private static String target(String uri) {
        if (!uri.startsWith("/") || uri.length() > MAX_TARGET || uri.indexOf('#') >= 0) {
            throw invalid("the URI is not a path of this server");
        }
        if (uri.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw invalid("the URI holds a space or a control character");
        }
        return uri;
    }

    private static boolean secure(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> false;
            default -> throw invalid("the scheme is neither http nor https");
        };
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
