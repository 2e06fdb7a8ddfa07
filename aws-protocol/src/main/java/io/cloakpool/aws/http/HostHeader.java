package io.cloakpool.aws.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host that a request names. */
public final class HostHeader {
    private static final Pattern FORM =
            Pattern.compile("(?<name>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private HostHeader() {}

    /**
     * The name in the {@code Host} header, its case kept, without the port.
     *
     * @throws MalformedTargetException when the header is absent, repeats, or is no host name, IPv4 address or
     *     bracketed IPv6 address with an optional port
     */
    public static String name(Headers headers) {
        List<String> values = headers.all("host");
        if (values.size() != 1) {
            throw new MalformedTargetException("the Host header must appear once");
        }
        Matcher matcher = FORM.matcher(values.get(0));
        if (!matcher.matches()) {
            throw new MalformedTargetException("the Host header is no host name");
        }
        return matcher.group("name");
    }
}
