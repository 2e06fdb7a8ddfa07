package io.cloakpool.aws.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that the server calls for its realms. Who administers one realm names addresses, of issuers, gateways or old systems, and
 * could so reach what only the server reaches; who runs the server may say where it goes at all.
 */
public final class OutboundHosts {
    /** Wherever a realm's configuration says. */
    public static final OutboundHosts ANY = new OutboundHosts(List.of());

    private static final String ANY_BELOW = "*";
    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+]");

    private final List<String> hosts;

    private OutboundHosts(List<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * Reads an option.
     *
     * @param texts names or addresses as they stand in URLs, IPv6 in brackets; {@code *.example.com} stands for every name below {@code
     *     example.com}
     * @throws IllegalArgumentException for what is no host, and for none at all: whoever sets the option wants a limit
     */
    public static OutboundHosts of(String... texts) {
        List<String> hosts = Arrays.stream(texts)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("it lists none");
        }
        hosts.stream().filter(host -> !HOST.matcher(host).matches()).findFirst().ifPresent(host -> {
            throw new IllegalArgumentException("'" + host + "' is no host");
        });
        return new OutboundHosts(hosts);
    }

    /** Whether the server may call this address. */
    public boolean allow(URI address) {
        String host = address.getHost();
        return hosts.isEmpty() || (host != null && allow(host));
    }

    /** Whether the server may call this host, a name or an address as it stands in URLs. */
    public boolean allow(String host) {
        return hosts.isEmpty() || hosts.stream().anyMatch(allowed -> matches(allowed, host.toLowerCase(Locale.ROOT)));
    }

    private static boolean matches(String allowed, String host) {
        return allowed.startsWith(ANY_BELOW)
                ? host.endsWith(allowed.substring(ANY_BELOW.length()))
                : host.equals(allowed);
    }
}
