package io.cloakpool.authenticators.sms;

import com.fasterxml.jackson.core.JsonPointer;
import io.cloakpool.aws.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a sender for any gateway that takes a message by one HTTP POST.
 *
 * @param url where it is posted
 * @param sender what {@code {{sender}}} stands for; may be empty
 * @param headers of each request, none of them secret
 * @param secretHeader name of the header that has the secret
 * @param secret its whole value; null when there is none
 * @param firstAccepted lowest status that says that the message was taken
 * @param lastAccepted highest of these
 * @param rejected statuses that say that it never will be
 * @param idPlace where a JSON answer has the message's id; null where nobody looks for it
 */
public record HttpSmsConfig(
        URI url,
        BodyTemplate body,
        String sender,
        Headers headers,
        String secretHeader,
        @Nullable SmsSecret secret,
        int firstAccepted,
        int lastAccepted,
        Set<Integer> rejected,
        @Nullable JsonPointer idPlace,
        Duration timeout) {
    public static final String URL = "url";
    public static final String BODY_TYPE = "bodyType";
    public static final String BODY = "body";
    public static final String SENDER = "sender";
    public static final String HEADERS = "headers";
    public static final String SECRET_HEADER = "secretHeader";
    public static final String SECRET = "secret";
    public static final String ACCEPTED_STATUS = "acceptedStatus";
    public static final String REJECTED_STATUS = "rejectedStatus";
    public static final String ID_POINTER = "idPointer";

    public static final String JSON = "json";
    public static final String FORM = "form";
    public static final List<String> BODY_TYPES = List.of(JSON, FORM);
    public static final String DEFAULT_SECRET_HEADER = "Authorization";
    public static final String DEFAULT_ACCEPTED_STATUS = "200-299";

    private static final int MAX_BODY = 8_192;
    private static final int MAX_HEADERS = 20;
    private static final int MAX_REJECTED = 20;
    private static final Pattern BODY_TYPE_FORM = Pattern.compile(JSON + "|" + FORM);
    private static final Pattern SENDER_FORM = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER = Pattern.compile("(" + HEADER_NAME + "):[ \\t]*([\\x20-\\x7e]{1,1000})");
    private static final Pattern STATUSES = Pattern.compile("(2[0-9]{2})(?:-(2[0-9]{2}))?");
    /** Those of the connection, and what this sender sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    /** Their values are secrets, and {@link #HEADERS} is shown to whoever may see the realm. */
    private static final Set<String> SECRET_ONES = Set.of("authorization", "proxy-authorization", "cookie");

    public HttpSmsConfig {
        rejected = Set.copyOf(rejected);
    }

    /**
     * Reads a component.
     *
     * @throws SmsConfigException for what does not fit
     */
    public static HttpSmsConfig from(String component, ConfigSource source) {
        SmsConfigReader reader = new SmsConfigReader(component, source);
        Matcher accepted = STATUSES.matcher(reader.text(
                        ACCEPTED_STATUS, STATUSES, "must be a status of 200 to 299, or two such with a hyphen between")
                .orElse(DEFAULT_ACCEPTED_STATUS));
        accepted.matches();
        int first = Integer.parseInt(accepted.group(1));
        int last = accepted.group(2) == null ? first : Integer.parseInt(accepted.group(2));
        if (last < first) {
            throw reader.bad(ACCEPTED_STATUS, "ends before it begins");
        }
        String sender = reader.text(SENDER, SENDER_FORM, "must be 1 to 100 characters on one line")
                .orElse("");
        return new HttpSmsConfig(
                reader.url(URL).orElseThrow(() -> reader.bad(URL, "is needed")),
                body(reader, sender),
                sender,
                headers(reader),
                secretHeader(reader),
                reader.secret(SECRET).orElse(null),
                first,
                last,
                rejected(reader),
                idPlace(reader),
                SmsTimeouts.from(reader));
    }

    private static BodyTemplate body(SmsConfigReader reader, String sender) {
        String text = reader.needed(BODY);
        if (text.length() > MAX_BODY) {
            throw reader.bad(BODY, "is longer than " + MAX_BODY + " characters");
        }
        if (!Placeholders.allKnown(text)) {
            throw reader.bad(BODY, "has an unknown placeholder; there are to, digits, text and sender");
        }
        boolean complete = Placeholders.has(text, Placeholders.TEXT)
                && (Placeholders.has(text, Placeholders.TO) || Placeholders.has(text, Placeholders.DIGITS));
        if (!complete) {
            throw reader.bad(BODY, "needs the placeholder text, and one of to and digits");
        }
        if (sender.isEmpty() && Placeholders.has(text, Placeholders.SENDER)) {
            throw reader.bad(SENDER, "is needed, since the body has its placeholder");
        }
        String type = reader.text(BODY_TYPE, BODY_TYPE_FORM, "must be one of " + BODY_TYPES)
                .orElse(JSON);
        try {
            return type.equals(JSON) ? JsonBodyTemplate.parse(text) : FormBodyTemplate.parse(text);
        } catch (BodyTemplate.Unusable e) {
            throw reader.bad(BODY, String.valueOf(e.getMessage()));
        }
    }

    private static Headers headers(SmsConfigReader reader) {
        return Headers.of(reader.list(HEADERS, MAX_HEADERS).stream()
                .map(line -> {
                    Matcher header = HEADER.matcher(line);
                    if (!header.matches()) {
                        throw reader.bad(HEADERS, "must have the form Name: value, in ASCII");
                    }
                    if (SECRET_ONES.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                        throw reader.bad(HEADERS, "must hold no secret; use " + SECRET_HEADER + " and " + SECRET);
                    }
                    return new Headers.Field(settable(reader, HEADERS, header.group(1)), header.group(2));
                })
                .toList());
    }

    private static String secretHeader(SmsConfigReader reader) {
        String name = reader.text(SECRET_HEADER, HEADER_NAME, "must be the name of a header")
                .orElse(DEFAULT_SECRET_HEADER);
        return settable(reader, SECRET_HEADER, name);
    }

    private static String settable(SmsConfigReader reader, String key, String name) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw reader.bad(key, "names a header that is set by the sender itself");
        }
        return name;
    }

    private static Set<Integer> rejected(SmsConfigReader reader) {
        return reader.list(REJECTED_STATUS, MAX_REJECTED).stream()
                .map(value -> reader.number(REJECTED_STATUS, value, 400, 499))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable JsonPointer idPlace(SmsConfigReader reader) {
        try {
            return reader.text(ID_POINTER).map(JsonPointer::compile).orElse(null);
        } catch (IllegalArgumentException e) {
            throw reader.bad(ID_POINTER, "must be a JSON pointer, such as /message/id");
        }
    }
}
