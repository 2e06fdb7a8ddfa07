package io.cloakpool.examples.s3gateway;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the client's headers go to Cloakpool's door and which to the store. The README shows the same lists. */
final class HeaderRules {
    /** Names of these beginnings are never taken from a client: the door or the store could believe them. */
    static final List<String> NEVER_PREFIXES = List.of("x-original-", "x-cloakpool-", "x-forwarded-", "forwarded");

    /** Headers of one connection, which end at the gateway. */
    static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** The sub-request has its own; the client's travel as {@code X-Original-*}. */
    static final Set<String> OWN_OF_SUB_REQUEST = Set.of("host", "content-length", "content-type");

    /** Proofs of the client and framing of its body: checked here, of no use to the store. */
    static final Set<String> NOT_FOR_STORE = Set.of(
            "access-control-request-headers",
            "access-control-request-method",
            "authorization",
            "content-length",
            "cookie",
            "date",
            "host",
            "origin",
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-security-token",
            "x-amz-trailer");

    /** The store's own view of CORS, its name and connection stay behind the gateway. */
    private static final Set<String> NOT_FOR_CLIENT = Set.of("content-length", "date", "server");

    private static final Set<String> PRESIGN_PARAMETERS = Set.of(
            "x-amz-algorithm",
            "x-amz-content-sha256",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-signature",
            "x-amz-signedheaders");

    private HeaderRules() {}

    /** The proofs, whatever was signed, and every header that the store will see: what is not shown is not judged. */
    static void forDoor(ClientRequest request, BiConsumer<String, String> sink) {
        Set<String> signed = request.signedHeaders();
        request.headers().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            boolean wanted = name.equals("authorization")
                    || name.equals("date")
                    || name.startsWith("x-amz-")
                    || signed.contains(name)
                    || !NOT_FOR_STORE.contains(name);
            if (wanted && !isNever(name) && !OWN_OF_SUB_REQUEST.contains(name)) {
                values.forEach(value -> sink.accept(name, value));
            }
        });
    }

    static void forStore(ClientRequest request, BiConsumer<String, String> sink) {
        request.headers().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.equals("content-encoding")) {
                String encodings = withoutAwsChunked(values);
                if (!encodings.isEmpty()) {
                    sink.accept(name, encodings);
                }
            } else if (!isNever(name) && !NOT_FOR_STORE.contains(name)) {
                values.forEach(value -> sink.accept(name, value));
            }
        });
    }

    static boolean isForClient(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !isNever(name) && !NOT_FOR_CLIENT.contains(name) && !name.startsWith("access-control-");
    }

    static boolean isPresignParameter(String name) {
        return PRESIGN_PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isNever(String name) {
        return HOP_BY_HOP.contains(name) || NEVER_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String withoutAwsChunked(Collection<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(","));
    }
}
