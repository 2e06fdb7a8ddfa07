package io.cloakpool.authenticators.keycloak;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that senders may call. Who administers one realm names the addresses of its gateways, and could so reach what only the server
 * reaches; who runs the server can set a limit to that.
 */
final class SmsOutboundHosts {
    static final SmsOutboundHosts ANY = new SmsOutboundHosts(List.of());

    private static final String WILDCARD = "*.";
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,126}|\\[[0-9a-f:.]{2,45}]");

    private final List<String> patterns;

    private SmsOutboundHosts(List<String> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads the option.
     *
     * @param texts hosts as they stand in URLs; {@code *.example.com} is every name below {@code example.com}
     * @throws IllegalArgumentException for what is no host, and for none: who sets the option wants a limit
     */
    static SmsOutboundHosts of(List<String> texts) {
        List<String> patterns = texts.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .toList();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("there is no host in it");
        }
        for (String pattern : patterns) {
            if (!HOST.matcher(pattern).matches()) {
                throw new IllegalArgumentException("\"" + pattern + "\" is no host");
            }
        }
        return new SmsOutboundHosts(patterns);
    }

    boolean allow(URI address) {
        if (patterns.isEmpty()) {
            return true;
        }
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return patterns.stream()
                .anyMatch(pattern -> pattern.startsWith(WILDCARD)
                        ? host.endsWith(pattern.substring(WILDCARD.length() - 1))
                        : host.equals(pattern));
    }
}
