package io.cloakpool.authenticators.sms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code application/x-www-form-urlencoded}. */
final class Forms {
    static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

    private Forms() {}

    /** The fields in their order, in ASCII. */
    static String write(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
