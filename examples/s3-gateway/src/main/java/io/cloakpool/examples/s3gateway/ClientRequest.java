package io.cloakpool.examples.s3gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the client sent, unchanged.
 *
 * @param target path and query, byte for byte as in the request line
 * @param headers values by name; names compare without case, repeated headers keep their order
 */
record ClientRequest(
        String method, String target, Map<String, List<String>> headers, String remoteAddress, InputStream body) {
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");
    private static final Set<String> AT_MOST_ONCE = Set.of(
            "Authorization",
            "Content-Length",
            "Content-Type",
            "Transfer-Encoding",
            "X-Amz-Content-Sha256",
            "X-Amz-Decoded-Content-Length",
            "X-Amz-Trailer");
    private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=([^,\\s]*)");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    /** @throws S3Error for a request that the gateway could not pass on exactly as it came */
    static ClientRequest of(HttpExchange exchange) throws S3Error {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        // The JDK's server keeps the text of the request line in the URI's string form.
        var request = new ClientRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Collections.unmodifiableMap(headers),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getRequestBody());
        request.check();
        return request;
    }

    private void check() throws S3Error {
        // The JDK's client drops a fragment and would send another target than the one that was judged.
        if (!target.startsWith("/")
                || target.contains("#")
                || !VISIBLE_ASCII.matcher(target).matches()) {
            throw new S3Error(400, "InvalidURI", "The request target must be a path, percent-encoded.");
        }
        if (!METHODS.contains(method)) {
            throw new S3Error(405, "MethodNotAllowed", "The method is not allowed against this resource.");
        }
        for (var header : headers.entrySet()) {
            if (!TOKEN.matcher(header.getKey()).matches()) {
                throw S3Error.invalidRequest("A header name is not a token.");
            }
            for (String value : header.getValue()) {
                if (!HEADER_VALUE.matcher(value).matches()) {
                    throw S3Error.invalidRequest("Header " + header.getKey() + " has bytes outside of ASCII.");
                }
            }
        }
        for (String name : AT_MOST_ONCE) {
            if (headers.getOrDefault(name, List.of()).size() > 1) {
                throw S3Error.invalidRequest("Header " + name + " is repeated.");
            }
        }
        if (headers.getOrDefault("Host", List.of()).size() != 1) {
            throw S3Error.invalidRequest("Exactly one Host header is needed.");
        }
        // Connection may name headers that a proxy has to remove; a header must not vanish after it was judged.
        boolean namesHeaders = headers.getOrDefault("Connection", List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .anyMatch(token -> !Set.of("close", "keep-alive", "").contains(token));
        if (namesHeaders) {
            throw S3Error.invalidRequest("Header Connection may only be close or keep-alive.");
        }
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Path and query for the store: the same bytes without the parameters of a pre-signed URL. */
    String storeTarget() {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return target;
        }
        String query = queryParameters()
                .filter(parameter -> !HeaderRules.isPresignParameter(name(parameter)))
                .collect(Collectors.joining("&"));
        return target.substring(0, mark) + (query.isEmpty() ? "" : "?" + query);
    }

    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    boolean isMultiDelete() {
        return method.equals("POST") && queryParameter("delete").isPresent();
    }

    boolean isPresigned() {
        return queryParameter("X-Amz-Signature").isPresent();
    }

    /** The first value of a query parameter, decoded. */
    Optional<String> queryParameter(String name) {
        return queryParameters()
                .filter(parameter -> name(parameter).equals(name))
                .map(parameter ->
                        parameter.contains("=") ? decode(parameter.substring(parameter.indexOf('=') + 1)) : "")
                .findFirst();
    }

    /** Names, in lower case, of the headers that the client says it signed. */
    Set<String> signedHeaders() {
        String names = queryParameter("X-Amz-SignedHeaders").orElse("");
        Matcher matcher = SIGNED_HEADERS.matcher(header("Authorization").orElse(""));
        if (matcher.find()) {
            names += ";" + matcher.group(1);
        }
        return Stream.of(names.split(";", -1))
                .map(n -> n.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Stream<String> queryParameters() {
        int mark = target.indexOf('?');
        return mark < 0 ? Stream.of() : Stream.of(target.substring(mark + 1).split("&", -1));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return decode(equals < 0 ? parameter : parameter.substring(0, equals));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
