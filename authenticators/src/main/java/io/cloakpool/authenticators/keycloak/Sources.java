package io.cloakpool.authenticators.keycloak;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.keycloak.common.ClientConnection;

/** What a caller's budget is charged to. */
final class Sources {
    /** Whoever has an IPv6 address has all of its network's (RFC 4291, section 2.5.4). */
    private static final int NETWORK_BYTES = 8;

    private Sources() {}

    /** The address as Keycloak's proxy settings see it, of IPv6 the network. */
    static String of(ClientConnection connection) {
        String text = connection.getRemoteAddr();
        // Only what is an address already is parsed: a name would be looked up.
        if (!text.contains(":")) {
            return text;
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
