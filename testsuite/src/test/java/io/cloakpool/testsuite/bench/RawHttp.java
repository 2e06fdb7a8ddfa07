package io.cloakpool.testsuite.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as they go over the wire. */
final class RawHttp {
    /** A header's name and value. */
    record Header(String name, String value) {}

    private RawHttp() {}

    static byte[] get(URI uri, Header... headers) {
        return request("GET", uri, List.of(headers), "");
    }

    static byte[] post(URI uri, String contentType, String body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("Content-Type", contentType));
        all.add(new Header("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length)));
        return request("POST", uri, all, body);
    }

    static byte[] form(URI uri, Map<String, String> fields) {
        return post(uri, "application/x-www-form-urlencoded", encoded(fields));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static byte[] request(String method, URI uri, List<Header> headers, String body) {
        String target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        StringBuilder text =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority()).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
