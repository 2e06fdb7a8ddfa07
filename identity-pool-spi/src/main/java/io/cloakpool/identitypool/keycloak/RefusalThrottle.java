package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Lets one refusal per minute and caller through: who is nobody, or repeats itself, must not fill the table of events. */
final class RefusalThrottle {
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final int MAX_CALLERS = 10_000;
    private static final int IPV6_BYTES = 16;
    /** Only what looks like an address and cannot be a name is handed to the resolver, which then asks nobody. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private record Caller(String realmId, String who) {}

    private final InstantSource clock;
    private final Cache<Caller, Instant> stored =
            Caffeine.newBuilder().maximumSize(MAX_CALLERS).build();

    RefusalThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Whose address it is: for IPv6 its first 64 bits, since whoever has one address of such a network has them all. */
    static String network(String address) {
        if (!IPV6.matcher(address).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getAllByName(address)[0].getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /**
     * Whether a refusal is to be stored now; one in a period gets a yes.
     *
     * @param who a {@link #network} where nobody is proven, else who is
     */
    boolean admits(String realmId, String who) {
        Instant now = clock.instant();
        AtomicBoolean admitted = new AtomicBoolean();
        stored.asMap().compute(new Caller(realmId, who), (caller, last) -> {
            if (last != null && now.isBefore(last.plus(PERIOD))) {
                return last;
            }
            admitted.set(true);
            return now;
        });
        return admitted.get();
    }
}
