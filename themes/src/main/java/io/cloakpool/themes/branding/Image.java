package io.cloakpool.themes.branding;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An image by address, or as data in the attribute itself. */
public final class Image {
    /** Longest attribute, in characters; Cognito's logo may have 128 KiB. */
    static final int LONGEST = 128 * 1024;

    private static final int LONGEST_ADDRESS = 2048;

    /** A URL character that ends neither a string of CSS nor its line, without the escapes of CSS. */
    private static final String PART = "[A-Za-z0-9\\-._~:/?#@!$&*+,;=%]*+";

    private static final Pattern REMOTE =
            Pattern.compile("https://[A-Za-z0-9][A-Za-z0-9.\\-]*+(?::\\d{1,5})?+(?:/" + PART + ")?");
    private static final Pattern LOCAL = Pattern.compile("/(?!/)" + PART);
    private static final Pattern DATA = Pattern.compile(
            "data:(image/(?:png|jpeg|gif|webp|svg\\+xml|x-icon|vnd\\.microsoft\\.icon));base64,([A-Za-z0-9+/]++={0,2})");

    private final String address;
    private final @Nullable Content content;

    /**
     * The bytes of an image that stands in its attribute.
     *
     * @param type media type
     * @param base64 with the alphabet of RFC 4648, section 4
     */
    private record Content(String type, String base64) {}

    private Image(String address, @Nullable Content content) {
        this.address = address;
        this.content = content;
    }

    /** Takes {@code https://} addresses, paths on this server, and base64 data of the usual image types. */
    static Optional<Image> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher data = DATA.matcher(text);
        if (data.matches()) {
            return decodable(data.group(2))
                    ? Optional.of(new Image(text, new Content(data.group(1), data.group(2))))
                    : Optional.empty();
        }
        boolean address = REMOTE.matcher(text).matches() || LOCAL.matcher(text).matches();
        return address && text.length() <= LONGEST_ADDRESS ? Optional.of(new Image(text, null)) : Optional.empty();
    }

    /** An address, also {@code data:}. */
    public String address() {
        return address;
    }

    /** The media type of data; empty for an image that is elsewhere. */
    public Optional<String> type() {
        return Optional.ofNullable(content).map(Content::type);
    }

    /** The bytes of data; none for an image that is elsewhere. */
    public byte[] bytes() {
        return content == null ? new byte[0] : Base64.getDecoder().decode(content.base64());
    }

    /** Whether somebody who opens the image itself, not in a page, would run what is in it. */
    boolean isScriptable() {
        return type().filter(type -> type.startsWith("image/svg")).isPresent();
    }

    String css() {
        return "url(\"" + address + "\")";
    }

    private static boolean decodable(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
