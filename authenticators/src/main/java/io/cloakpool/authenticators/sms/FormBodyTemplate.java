package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a form, with placeholders in their values: {@code to={{to}}&text={{text}}&flash=0}. */
final class FormBodyTemplate implements BodyTemplate {
    private static final Pattern AMPERSAND = Pattern.compile("&");

    private final Map<String, String> fields;

    private FormBodyTemplate(Map<String, String> fields) {
        this.fields = fields;
    }

    static FormBodyTemplate parse(String text) throws Unusable {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> pieces = AMPERSAND.splitAsStream(text).map(String::strip).toList();
        for (String piece : pieces) {
            int equals = piece.indexOf('=');
            if (equals < 1) {
                throw new Unusable("must have the form name=value&name=value");
            }
            String name = decode(piece.substring(0, equals));
            if (Placeholders.anyIn(name)) {
                throw new Unusable("has a placeholder in the name of a field");
            }
            if (fields.put(name, decode(piece.substring(equals + 1))) != null) {
                throw new Unusable("names a field twice");
            }
        }
        return new FormBodyTemplate(fields);
    }

    private static String decode(String text) throws Unusable {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unusable("has a per cent sign that no two hexadecimal digits follow");
        }
    }

    @Override
    public String contentType() {
        return Forms.CONTENT_TYPE;
    }

    @Override
    public String fill(SmsMessage message, String sender) {
        Map<String, String> values = Placeholders.values(message, sender);
        Map<String, String> filled = new LinkedHashMap<>();
        fields.forEach((name, value) -> filled.put(name, Placeholders.fill(value, values)));
        return Forms.write(filled);
    }
}
